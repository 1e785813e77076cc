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
  part: {
    waiting: 'Waiting',
    paid: 'Paid',
    closed: 'Closed',
    refunded: 'Refunded',
  } as Record<string, string>,
  recipient: {
    none_yet: 'No address yet',
    to_ship: 'To ship',
    shipped: 'Shipped',
    received: 'Received',
  } as Record<string, string>,
}
