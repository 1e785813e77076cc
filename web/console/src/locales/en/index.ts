import type { Messages } from '..'
import assets from './assets'
import batch from './batch'
import books from './books'
import brands from './brands'
import campaigns from './campaigns'
import categories from './categories'
import codes from './codes'
import common from './common'
import coupons from './coupons'
import courses from './courses'
import distribution from './distribution'
import finance from './finance'
import lists from './lists'
import login from './login'
import loyalty from './loyalty'
import members from './members'
import meta from './meta'
import nav from './nav'
import orderDesk from './orderDesk'
import orders from './orders'
import overview from './overview'
import pictures from './pictures'
import productPicker from './productPicker'
import products from './products'
import rates from './rates'
import redeem from './redeem'
import refunds from './refunds'
import reviews from './reviews'
import scope from './scope'
import settings from './settings'
import staff from './staff'
import stores from './stores'
import system from './system'

import freight from './freight'
import groups from './groups'
import priceTest from './priceTest'
import imports from './imports'
import prices from './prices'
import promises from './promises'
const messages: Messages = {
  assets,
  batch,
  books,
  brands,
  freight,
  groups,
  priceTest,
  imports,
  prices,
  promises,
  campaigns,
  categories,
  codes,
  common,
  coupons,
  courses,
  distribution,
  finance,
  lists,
  login,
  loyalty,
  members,
  meta,
  nav,
  orderDesk,
  orders,
  overview,
  pictures,
  productPicker,
  products,
  rates,
  redeem,
  refunds,
  reviews,
  scope,
  settings,
  staff,
  stores,
  system,
}
export default messages
