import type { Messages } from '..'
import campaigns from './campaigns'
import categories from './categories'
import codes from './codes'
import common from './common'
import lists from './lists'
import login from './login'
import meta from './meta'
import nav from './nav'
import orders from './orders'
import overview from './overview'
import pictures from './pictures'
import productPicker from './productPicker'
import products from './products'
import rates from './rates'
import refunds from './refunds'

const messages: Messages = {
  campaigns,
  categories,
  codes,
  common,
  lists,
  login,
  meta,
  nav,
  orders,
  overview,
  pictures,
  productPicker,
  products,
  rates,
  refunds,
}
export default messages
