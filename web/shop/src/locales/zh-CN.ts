import { common, poster, problem, share, time } from './zh-CN/common'
import { cart, category, goods, home, search, sort } from './zh-CN/goods'
import { campaign, channel, distribution, team } from './zh-CN/growth'
import { address, login, me, profile } from './zh-CN/member'
import { checkout, order, pay, refund } from './zh-CN/order'

export const zhCN = {
  common,
  problem,
  time,
  share,
  poster,
  home,
  category,
  search,
  sort,
  goods,
  cart,
  checkout,
  pay,
  order,
  refund,
  campaign,
  team,
  distribution,
  channel,
  me,
  login,
  profile,
  address,
}
