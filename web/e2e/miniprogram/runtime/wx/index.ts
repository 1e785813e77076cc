import { recordUnknown } from '../probe'
import { IntersectionWatch } from '../intersection'
import { SelectorQuery } from '../query'
import { asyncApi, WxFailure } from './call'
import { device } from './device'
import { interaction } from './interaction'
import { ABSENT, SILENT } from './names'
import { network } from './network'
import { payment } from './payment'
import { storage } from './storage'

type WxFunction = (...args: never[]) => unknown

function absent(name: string): WxFunction {
  const refuse = asyncApi(name, () => {
    recordUnknown(name)
    throw new WxFailure('not available in the runner')
  })
  return refuse as WxFunction
}

const updateManager = {
  onCheckForUpdate: () => undefined,
  onUpdateReady: () => undefined,
  onUpdateFailed: () => undefined,
  applyUpdate: () => undefined,
}

const known: Record<string, unknown> = {
  ...Object.fromEntries(ABSENT.map((name) => [name, absent(name)])),
  ...Object.fromEntries(SILENT.map((name) => [name, () => undefined])),
  ...device,
  ...storage,
  ...network,
  ...interaction,
  ...payment,
  createSelectorQuery: () => new SelectorQuery(),
  createIntersectionObserver: (from: unknown, options?: object) => new IntersectionWatch(from, options),
  getUpdateManager: () => updateManager,
  env: { USER_DATA_PATH: 'wxfile://usr' },
}

/** A name that is on no list is still noted: the program may look for something newer than the lists. */
export const wx = new Proxy(known, {
  get(target, key) {
    if (typeof key === 'string' && !(key in target) && !key.startsWith('$') && !key.startsWith('__')) {
      recordUnknown(key)
    }
    return target[key as string]
  },
})
