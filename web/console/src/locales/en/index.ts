import type { Messages } from '..'
import codes from './codes'
import common from './common'
import login from './login'
import nav from './nav'
import overview from './overview'

const messages: Messages = { codes, common, login, nav, overview }
export default messages
