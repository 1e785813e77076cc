import { probe } from '../probe'

export interface Callbacks {
  success?: (result: unknown) => void
  fail?: (result: unknown) => void
  complete?: (result: unknown) => void
}

export type Options = Callbacks & Record<string, unknown>

/** A refusal that the program gets as `errMsg`, as WeChat words it: `name:fail reason`. */
export class WxFailure extends Error {
  constructor(
    reason: string,
    readonly extra: Record<string, unknown> = {},
  ) {
    super(reason)
  }
}

const CALLBACKS = new Set(['success', 'fail', 'complete'])

export function record(name: string, args: unknown): void {
  let plain: unknown
  if (args && typeof args === 'object') {
    plain = Object.fromEntries(
      Object.entries(args).filter(([key, value]) => !CALLBACKS.has(key) && typeof value !== 'function'),
    )
  } else plain = args
  try {
    probe.calls.push({ name, args: JSON.parse(JSON.stringify(plain ?? null)) as unknown })
  } catch {
    probe.calls.push({ name, args: '[not plain]' })
  }
}

/**
 * Makes a `wx` function out of plain work: callbacks when given, else a promise, and always `errMsg`.
 */
export function asyncApi(
  name: string,
  work: (options: Options) => unknown,
): (options?: Options) => Promise<unknown> | undefined {
  return (options = {}) => {
    record(name, options)
    const outcome = (async () => {
      try {
        const given = await work(options)
        const result = { errMsg: `${name}:ok`, ...(given as object | undefined) }
        options.success?.(result)
        options.complete?.(result)
        return result
      } catch (error) {
        const extra = error instanceof WxFailure ? error.extra : {}
        const result = { errMsg: `${name}:fail ${(error as Error).message}`, ...extra }
        options.fail?.(result)
        options.complete?.(result)
        throw result
      }
    })()
    if (options.success ?? options.fail ?? options.complete) {
      outcome.catch(() => undefined)
      return undefined
    }
    return outcome
  }
}

export const text = (value: unknown, byDefault = ''): string =>
  value === undefined || value === null ? byDefault : String(value)
