import { common, poster, problem, share, time } from './zh-CN/common'
import { course } from './zh-CN/course'
import { cart, category, filter, goods, home, search, sort } from './zh-CN/goods'
import { campaign, channel, distribution, team } from './zh-CN/growth'
import { address, login, me, profile } from './zh-CN/member'
import { checkout, invoice, order, pay, pickup, review, store } from './zh-CN/order'
import { refund } from './zh-CN/refund'
import { benefit, coupon, wallet } from './zh-CN/wallet'

export const zhCN = {
  common,
  problem,
  time,
  share,
  poster,
  home,
  category,
  search,
  filter,
  sort,
  goods,
  cart,
  checkout,
  pay,
  order,
  invoice,
  refund,
  pickup,
  store,
  review,
  campaign,
  team,
  distribution,
  channel,
  me,
  login,
  profile,
  address,
  coupon,
  course,
  wallet,
  benefit,
}
