export const common = {
  ok: '确定',
  cancel: '取消',
  save: '保存',
  retry: '重新加载',
  copied: '已复制',
  copy: '复制',
  more: '查看全部',
  loading: '加载中',
  noMore: '没有更多了',
  back: '返回',
  goHome: '去首页逛逛',
  login: '去登录',
  saved: '已保存',
  times: '×{n}',
  total: '共 {n} 件',
  edit: '编辑',
  done: '完成',
  remove: '删除',
} as const

export const problem = {
  network: '网络开小差了，请检查后重试',
  unexpected: '服务暂时不可用，请稍后再试',
  pageTitle: '页面没有加载出来',
  loginAgain: '登录已失效，请重新登录',
} as const

export const time = {
  days: '{n}天',
  endsIn: '距结束',
  startsIn: '距开始',
  left: '剩余',
  over: '已结束',
} as const

export const share = {
  title: '分享给好友',
  toFriend: '发给微信好友',
  copyLink: '复制链接',
  poster: '生成海报',
  linkCopied: '链接已复制，去微信粘贴给好友吧',
  wechatHint: '点击右上角「…」，选择「发送给朋友」',
  failed: '分享链接生成失败，请重试',
  invited: '邀请你一起逛',
  opening: '正在为你打开',
  broken: '这个分享链接无法识别',
  brokenHint: '可能已失效，去首页看看有什么好东西',
  enter: '立即进入',
} as const

export const poster = {
  making: '海报生成中…',
  save: '保存到相册',
  download: '保存图片',
  saved: '已保存到相册',
  saveHint: '长按图片即可保存或转发',
  failed: '海报生成失败',
  recommend: '{name} 推荐给你',
  scan: '长按识别，进店看看',
  slogan: '好东西，值得分享',
  denied: '请在设置中允许保存图片到相册',
} as const
