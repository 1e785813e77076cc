import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bindSession, call, download } from '@/api/client'
import { Problem } from '@/api/problem'
import { useSubmit } from '@/composables/useSubmit'

vi.mock('tdesign-vue-next', () => ({ MessagePlugin: { success: vi.fn(), error: vi.fn() } }))

const fetched = vi.fn<typeof fetch>()
const expired = vi.fn()

function answer(status: number, body: unknown = null): void {
  const type = status >= 400 ? 'application/problem+json' : 'application/json'
  fetched.mockResolvedValueOnce(
    new Response(status === 204 ? null : JSON.stringify(body), { status, headers: { 'Content-Type': type } }),
  )
}

function sent(index = 0): { url: string; headers: Headers; init: RequestInit } {
  const [url, init] = fetched.mock.calls[index]!
  return { url: String(url), headers: new Headers(init?.headers), init: init ?? {} }
}

beforeEach(() => {
  fetched.mockReset()
  expired.mockReset()
  vi.stubGlobal('fetch', fetched)
  bindSession({ token: () => 'secret', expired })
})
afterEach(() => vi.unstubAllGlobals())

describe('a call of the API', () => {
  it('Fills the path, leaves out empty filters and carries token and language', async () => {
    answer(200, { items: [], next: null })
    await call('get', '/orders', { query: { state: 'to_ship', q: '', after: undefined, limit: 20 } })
    expect(sent().url).toBe('/api/console/orders?state=to_ship&limit=20')
    expect(sent().headers.get('Authorization')).toBe('Bearer secret')
    expect(sent().headers.get('Accept-Language')).toBe('zh-CN')
  })

  it('Escapes what stands in the path', async () => {
    answer(200, {})
    await call('get', '/orders/{id}', { path: { id: 'a/b' } })
    expect(sent().url).toBe('/api/console/orders/a%2Fb')
  })

  it('Turns problem+json into a Problem with its field errors', async () => {
    answer(400, { code: 'invalid_body', title: '请检查', errors: { name: ['请填写'] } })
    const problem = await call('get', '/me').catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(Problem)
    expect(problem).toMatchObject({
      status: 400,
      code: 'invalid_body',
      title: '请检查',
      fields: { name: ['请填写'] },
    })
    expect(expired).not.toHaveBeenCalled()
  })

  it('An expired session leads to the login', async () => {
    answer(401, { code: 'session_expired', title: '登录已过期' })
    await expect(call('get', '/me')).rejects.toMatchObject({ code: 'session_expired' })
    expect(expired).toHaveBeenCalledOnce()
  })

  it('A wrong password is no expired session', async () => {
    bindSession({ token: () => null, expired })
    answer(401, { code: 'wrong_login', title: '账号或密码不对' })
    await expect(
      call('post', '/sessions', { body: { login: 'owner', password: 'x' } }),
    ).rejects.toMatchObject({ code: 'wrong_login' })
    expect(expired).not.toHaveBeenCalled()
  })

  it('A lost connection is a problem of its own', async () => {
    fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'))
    await expect(call('get', '/me')).rejects.toMatchObject({ status: 0, code: 'network', uncertain: true })
  })
})

describe('one intent has one idempotency key', () => {
  const accept = () =>
    useSubmit(async (key) => {
      await call('post', '/refunds/{id}/accept', { path: { id: '1' }, key })
    })
  const keyOf = (index: number) => sent(index).headers.get('Idempotency-Key')

  it('It is kept when nobody knows whether the server acted', async () => {
    const { submit } = accept()
    fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'))
    expect(await submit()).toBe(false)
    answer(503, { code: 'busy', title: '稍后再试' })
    expect(await submit()).toBe(false)
    answer(200, {})
    expect(await submit()).toBe(true)
    expect(keyOf(0)).toMatch(/^[0-9a-f]{32}$/)
    expect([keyOf(1), keyOf(2)]).toEqual([keyOf(0), keyOf(0)])
  })

  it('It is new after a refusal and after success', async () => {
    const { submit } = accept()
    answer(409, { code: 'not_requested', title: '已处理过' })
    await submit()
    answer(200, {})
    await submit()
    answer(200, {})
    await submit()
    expect(new Set([keyOf(0), keyOf(1), keyOf(2)]).size).toBe(3)
  })

  it('A second press while the first still runs does nothing', async () => {
    const { submit, busy } = accept()
    let finish: (response: Response) => void = () => undefined
    fetched.mockReturnValueOnce(new Promise((resolve) => (finish = resolve)))
    const first = submit()
    expect(busy.value).toBe(true)
    expect(await submit()).toBe(false)
    finish(new Response('{}'))
    expect(await first).toBe(true)
    expect(fetched).toHaveBeenCalledOnce()
  })
})

describe('a file of the API', () => {
  const args = { path: { key: 'shop:sales' }, query: { from: '2026-11-01', to: '' } }

  function file(body: BodyInit, disposition?: string): void {
    const headers: Record<string, string> = { 'Content-Type': 'text/csv; charset=utf-8' }
    if (disposition) headers['Content-Disposition'] = disposition
    fetched.mockResolvedValueOnce(new Response(body, { headers }))
  }

  it('Comes with the session, in the language of the console, under the name the server gives it', async () => {
    const name = '账簿-销售收入-2026-11-01至2026-11-30.csv'
    file('\uFEFFa', `attachment; filename="__.csv"; filename*=UTF-8''${encodeURIComponent(name)}`)
    const saved = await download('/accounts/{key}/statement.csv', args)
    expect(sent().url).toBe('/api/console/accounts/shop%3Asales/statement.csv?from=2026-11-01')
    expect(sent().headers.get('Authorization')).toBe('Bearer secret')
    expect(sent().headers.get('Accept-Language')).toBe('zh-CN')
    expect(saved.name).toBe(name)
    expect(saved.content.size).toBe(4)
  })

  it('Is called as its address where the server gives no name', async () => {
    file('a')
    expect((await download('/accounts/{key}/statement.csv', args)).name).toBe('statement.csv')
  })

  it('Is a problem when it was refused or broke off on the way', async () => {
    answer(404, { code: 'unknown_account', title: '没有这个账户' })
    await expect(download('/accounts/{key}/statement.csv', args)).rejects.toMatchObject({
      code: 'unknown_account',
    })
    file(new ReadableStream({ start: (half) => half.error(new TypeError('terminated')) }))
    await expect(download('/accounts/{key}/statement.csv', args)).rejects.toMatchObject({ code: 'network' })
  })
})
