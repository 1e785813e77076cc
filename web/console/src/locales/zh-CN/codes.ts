/** Texts for codes that the server sends without a text of their own. */
export default {
  channel: {
    link: '链接',
    poster: '海报',
    wechat: '微信好友',
    card: '小程序卡片',
    moments: '朋友圈',
    group: '微信群',
    qr: '二维码',
  } as Record<string, string>,
  part: {
    waiting: '待付款',
    paid: '已付款',
    closed: '已关闭',
    refunded: '已退款',
  } as Record<string, string>,
  recipient: {
    none_yet: '待填写',
    to_ship: '待发货',
    shipped: '已发货',
    received: '已收货',
  } as Record<string, string>,
}
