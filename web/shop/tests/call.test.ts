import { beforeEach, describe, expect, it, vi } from 'vitest'
import { call, configureCalls } from '@/api/call'
import { Intent } from '@/api/intent'
import { Problem } from '@/api/problem'
import { answer, failNetwork, requests } from './uni'

let token: string | null = 'secret'
const sessionExpired = vi.fn()

beforeEach(() => {
  token = 'secret'
  sessionExpired.mockReset()
  configureCalls({ token: () => token, shop: () => 'tea', sessionExpired })
})

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  return work.then(
    () => Promise.reject(new Error('expected a problem')),
    (error: Problem) => error,
  )
}

describe('a call', () => {
  it('fills in path and query and leaves out what is not given', async () => {
    await call('get', '/api/shop/products/{id}', { params: { id: 'a/b' } })
    await call('get', '/api/shop/products', { query: { q: '龙井', after: undefined, limit: 20 } })
    expect(requests.map((r) => r.url)).toEqual([
      'https://shop.test/api/shop/products/a%2Fb',
      'https://shop.test/api/shop/products?q=%E9%BE%99%E4%BA%95&limit=20',
    ])
  })

  it('says who asks, of which shop, in which language, and under which key', async () => {
    await call('post', '/api/shop/orders/{id}/cancel', { params: { id: '1' }, idempotencyKey: 'k1' })
    expect(requests[0]!.header).toMatchObject({
      Authorization: 'Bearer secret',
      'X-Shop': 'tea',
      'Accept-Language': 'zh-CN',
      'Idempotency-Key': 'k1',
    })
  })

  it('sends no login when there is none', async () => {
    token = null
    await call('get', '/api/shop/home')
    expect(requests[0]!.header).not.toHaveProperty('Authorization')
  })

  it('turns a refusal into a problem with its code and sentence', async () => {
    answer(409, { code: 'sold_out', title: '手慢了，已经卖完', status: 409 })
    const problem = await problemOf(call('get', '/api/shop/home'))
    expect(problem).toBeInstanceOf(Problem)
    expect(problem).toMatchObject({
      code: 'sold_out',
      status: 409,
      title: '手慢了，已经卖完',
      uncertain: false,
    })
  })

  it('reads a problem that arrives as text', async () => {
    answer(404, '{"code":"not_found","title":"没有找到"}')
    expect(await problemOf(call('get', '/api/shop/home'))).toMatchObject({
      code: 'not_found',
      title: '没有找到',
    })
  })

  it('says the first wrong field of an invalid body', async () => {
    answer(400, { code: 'invalid_body', title: '内容有误', errors: { phone: ['手机号不正确'] } })
    const problem = await problemOf(call('get', '/api/shop/home'))
    expect(problem).toMatchObject({ title: '手机号不正确', fields: { phone: ['手机号不正确'] } })
  })

  it.each([502, 503])('does not know what happened after a %i', async (status) => {
    answer(status, '<html>bad gateway</html>')
    expect(await problemOf(call('get', '/api/shop/home'))).toMatchObject({ uncertain: true })
  })

  it('does not know what happened without an answer', async () => {
    failNetwork()
    expect(await problemOf(call('get', '/api/shop/home'))).toMatchObject({ code: 'network', uncertain: true })
  })

  it('reports an expired session once for the token that expired', async () => {
    answer(401, { code: 'session_expired' })
    await problemOf(call('get', '/api/shop/me'))
    expect(sessionExpired).toHaveBeenCalledOnce()
  })
})

describe('an intent', () => {
  it('keeps its key while the same wish is repeated', () => {
    const intent = new Intent()
    const key = intent.keyFor(['order', 1])
    expect(intent.keyFor(['order', 1])).toBe(key)
  })

  it('takes a new key for another wish', () => {
    const intent = new Intent()
    expect(intent.keyFor(['order', 1])).not.toBe(intent.keyFor(['order', 2]))
  })

  it('takes a new key for the same wish once it is settled', () => {
    const intent = new Intent()
    const key = intent.keyFor(['order', 1])
    intent.settle()
    expect(intent.keyFor(['order', 1])).not.toBe(key)
  })
})
