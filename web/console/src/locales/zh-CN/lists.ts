/** Lists of words, separated by bars. */
export default {
  carriers: '顺丰速运|中通快递|圆通速递|韵达快递|申通快递|极兔速递|京东快递|邮政EMS|德邦快递|商家自送',
  hideReasons: '含广告或联系方式|含辱骂或人身攻击|泄露他人隐私|与商品无关|含违法违规内容',
  reviewReplies:
    '感谢您的支持，期待再次光临！|谢谢您的反馈，我们会继续改进。|很抱歉给您带来不好的体验，客服会尽快联系您处理。',
}
