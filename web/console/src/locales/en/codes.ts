export default {
  channel: {
    link: 'link',
    poster: 'poster',
    wechat: 'WeChat chat',
    card: 'mini-program card',
    moments: 'Moments',
    group: 'WeChat group',
    qr: 'QR code',
  } as Record<string, string>,
}
