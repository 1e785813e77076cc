export default {
  channel: {
    friend: 'a WeChat chat',
    group: 'a WeChat group',
    moments: 'Moments',
    poster: 'a poster',
    link: 'a link',
    article: 'an article',
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
