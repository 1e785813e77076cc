export default {
  carriers: 'SF Express|ZTO|YTO|Yunda|STO|J&T|JD Logistics|EMS|Deppon|Own delivery',
  // The buyers read these, so they are Chinese in every console.
  hideReasons: '含广告或联系方式|含辱骂或人身攻击|泄露他人隐私|与商品无关|含违法违规内容',
  reviewReplies:
    '感谢您的支持，期待再次光临！|谢谢您的反馈，我们会继续改进。|很抱歉给您带来不好的体验，客服会尽快联系您处理。',
}
