import { t } from '@/locales/t'
import type { Answer, Arguments, Method, PathsWith } from './operations'
import { Problem, problemFrom } from './problem'

interface Surroundings {
  token(): string | null
  shop(): string | null
  sessionExpired(): void
}

let surroundings: Surroundings = { token: () => null, shop: () => null, sessionExpired: () => {} }

export function configureCalls(own: Surroundings): void {
  surroundings = own
}

const timeoutMs = 15_000

function address(path: string, params?: Record<string, unknown>, query?: Record<string, unknown>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params?.[name] ?? '')),
  )
  const pairs = Object.entries(query ?? {})
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
  return __API_BASE__ + filled + (pairs.length ? `?${pairs.join('&')}` : '')
}

function headers(idempotencyKey?: string): Record<string, string> {
  const token = surroundings.token()
  const shop = surroundings.shop()
  return {
    Accept: 'application/json',
    'Accept-Language': 'zh-CN',
    ...(token ? { Authorization: `Bearer ${token}` } : {}),
    ...(shop ? { 'X-Shop': shop } : {}),
    ...(idempotencyKey ? { 'Idempotency-Key': idempotencyKey } : {}),
  }
}

/** The headers of a request that is not JSON, such as a picture that is sent. */
export function authorized(): Record<string, string> {
  return headers()
}

/** One typed request to the server. Throws a Problem for every answer that is not a success. */
export function call<M extends Method, P extends PathsWith<M>>(
  method: M,
  path: P,
  ...[args]: Arguments<M, P> extends { params: unknown } | { body: unknown } | { idempotencyKey: string }
    ? [args: Arguments<M, P>]
    : [args?: Arguments<M, P>]
): Promise<Answer<M, P>> {
  const given = (args ?? {}) as {
    params?: Record<string, unknown>
    query?: Record<string, unknown>
    body?: object
    idempotencyKey?: string
  }
  const sentToken = surroundings.token()
  return new Promise((resolve, reject) => {
    uni.request({
      url: address(path as string, given.params, given.query),
      method: method.toUpperCase() as 'GET',
      data: given.body ?? (method === 'post' ? {} : undefined),
      header: headers(given.idempotencyKey),
      timeout: timeoutMs,
      success: ({ statusCode, data }) => {
        if (statusCode >= 200 && statusCode < 300) return resolve(data as unknown as Answer<M, P>)
        // A late answer for an older token must not sign out the member who has just come in.
        if (statusCode === 401 && sentToken === surroundings.token()) surroundings.sessionExpired()
        reject(problemFrom(statusCode, data, t('problem.unexpected')))
      },
      fail: () => reject(new Problem('network', 0, t('problem.network'))),
    })
  })
}
