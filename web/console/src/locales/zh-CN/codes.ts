/** Texts for codes that the server sends without a text of their own. */
export default {
  channel: {
    friend: '微信好友',
    group: '微信群',
    moments: '朋友圈',
    poster: '海报',
    link: '链接',
    article: '文章',
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
