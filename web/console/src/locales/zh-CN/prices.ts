export default {
  title: '价格记录',
  hint: '每次改价都会留下记录，用来证明划线价真实',
  lowest: '近 7 天最低售价',
  at: '时间',
  before: '改前',
  first: '首次定价',
}
