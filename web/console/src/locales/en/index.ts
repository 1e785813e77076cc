import type { Messages } from '..'
import categories from './categories'
import codes from './codes'
import common from './common'
import lists from './lists'
import login from './login'
import nav from './nav'
import orders from './orders'
import overview from './overview'
import pictures from './pictures'
import products from './products'
import rates from './rates'
import refunds from './refunds'

const messages: Messages = {
  categories,
  codes,
  common,
  lists,
  login,
  nav,
  orders,
  overview,
  pictures,
  products,
  rates,
  refunds,
}
export default messages
