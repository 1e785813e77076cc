import type { Messages } from '..'
import campaigns from './campaigns'
import categories from './categories'
import codes from './codes'
import common from './common'
import distribution from './distribution'
import lists from './lists'
import login from './login'
import members from './members'
import meta from './meta'
import nav from './nav'
import orders from './orders'
import overview from './overview'
import pictures from './pictures'
import productPicker from './productPicker'
import products from './products'
import rates from './rates'
import refunds from './refunds'
import settings from './settings'
import staff from './staff'
import system from './system'

const messages: Messages = {
  campaigns,
  categories,
  codes,
  common,
  distribution,
  lists,
  login,
  members,
  meta,
  nav,
  orders,
  overview,
  pictures,
  productPicker,
  products,
  rates,
  refunds,
  settings,
  staff,
  system,
}
export default messages
