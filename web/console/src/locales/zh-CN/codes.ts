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
}
