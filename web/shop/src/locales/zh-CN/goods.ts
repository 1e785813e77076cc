export const home = {
  search: '搜索商品',
  campaigns: '正在进行',
  campaignsHint: '大家都在参加',
  empty: '店铺正在上新，稍后再来看看',
  recommend: '为你推荐',
  recommendHint: '慢慢挑，都是好东西',
} as const

export const category = {
  empty: '这个分类还没有商品',
  all: '全部商品',
} as const

export const search = {
  placeholder: '想找点什么',
  go: '搜索',
  history: '最近搜索',
  clear: '清空',
  clearAsk: '清空最近搜索？',
  categories: '逛分类',
  best: '热卖榜',
  empty: '没有找到「{q}」相关的商品',
  emptyHint: '换个词试试，或去分类里逛逛',
} as const

export const filter = {
  title: '筛选',
  price: '价格区间（元）',
  min: '最低价',
  max: '最高价',
  inStock: '只看有货',
  tag: '标签',
  reset: '重置',
  apply: '看商品',
} as const

export const sort = {
  recommended: '综合',
  sales: '销量',
  newest: '新品',
  price: '价格',
} as const

export const goods = {
  gift: '赠品',
  sold: '已售 {n}',
  soldOut: '已售罄',
  earn: '赚 {amount}',
  buyNow: '立即购买',
  buyAlone: '单独购买',
  addToCart: '加入购物车',
  added: '已加入购物车',
  cart: '购物车',
  home: '首页',
  share: '分享',
  chosen: '已选',
  choose: '请选择 {specs}',
  chooseFirst: '请先选择 {specs}',
  specs: '规格',
  delivery: '配送',
  service: '服务',
  serviceText: '微信支付保障 · 售后无忧',
  detail: '商品详情',
  detailEmpty: '店家还没有填写详情',
  stock: '库存 {n} 件',
  stockLow: '仅剩 {n} 件',
  quantity: '数量',
  limit: '每单限购 {n} 件',
  off: '商品已下架或不存在',
  brand: '品牌',
  limitName: '限购',
  limitPerMember: '每人限购 {n} {unit}',
  crossedBasis: '划线价为{basis}，仅供参考',
  companions: '看了又看',
  goTeam: '去拼团',
  joined: '{n} 人已参加',
} as const

export const cart = {
  empty: '购物车还是空的',
  emptyHint: '去挑几样喜欢的吧',
  checkout: '去结算',
  checkoutCount: '去结算({n})',
  all: '全选',
  sum: '合计',
  remove: '移出购物车',
  removeAsk: '把选中的 {n} 样商品移出购物车？',
  removeOne: '把这件商品移出购物车？',
  unavailable: '已失效',
  invalid: '失效商品',
  stockLeft: '仅剩 {n} 件',
  pick: '请先选择要结算的商品',
  login: '登录后，购物车会一直为你保留',
} as const
