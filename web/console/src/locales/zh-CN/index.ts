import codes from './codes'
import common from './common'
import login from './login'
import nav from './nav'
import overview from './overview'

export default { codes, common, login, nav, overview }
