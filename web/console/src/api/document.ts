import type { paths as Exported } from '../../../openapi/console'
import type { paths as Agreed } from './contract'

/** The API as its server documents it; what it does not document yet is taken from the agreed contract. */
export type paths = Exported & Omit<Agreed, keyof Exported>
