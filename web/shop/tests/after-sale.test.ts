import { describe, expect, it } from 'vitest'
import type { RefundOption } from '@/api/types'
import {
  amountOf,
  canTalk,
  hintOf,
  isPart,
  kindsOf,
  lineOf,
  progressOf,
  shareOf,
  suits,
} from '@/lib/after-sale'

const line = { id: '7', quantity: 3, payableFen: 1000 }
const option: RefundOption = { lineId: '7', pieces: 3, amountFen: 1000, priceDropFen: 90, openRefundId: null }

describe('what can be asked for', () => {
  it('is shown in one order, and money that came twice is not among it', () => {
    expect(kindsOf(['price_protection', 'returned_payment', 'refund_only'])).toEqual([
      'refund_only',
      'price_protection',
    ])
  })

  it('needs money, pieces or a fallen price', () => {
    const gone = { ...option, pieces: 0, priceDropFen: 0 }
    expect(suits('refund_only', gone)).toBe(true)
    expect(suits('return_and_refund', gone)).toBe(false)
    expect(suits('exchange', gone)).toBe(false)
    expect(suits('price_protection', gone)).toBe(false)
    expect(suits('refund_only', { ...option, amountFen: 0 })).toBe(false)
  })
})

describe('the share of some pieces', () => {
  it('is rounded down, and the last piece takes the rest', () => {
    expect([1, 2, 3].map((n) => shareOf(line, option, n))).toEqual([333, 666, 1000])
    expect(shareOf(line, { ...option, pieces: 1, amountFen: 334 }, 1)).toBe(334)
  })

  it('takes off what was given back without goods', () => {
    const after = { ...option, amountFen: 900 }
    expect([1, 2, 3].map((n) => shareOf(line, after, n))).toEqual([233, 566, 900])
    expect(shareOf(line, { ...option, amountFen: 500 }, 1)).toBe(0)
  })

  it('is all that is left when the pieces are gone', () => {
    expect(shareOf(line, { ...option, pieces: 0, amountFen: 40 }, 0)).toBe(40)
  })
})

describe('a wish', () => {
  const all = { pieces: 3, yuan: null }

  it('leaves the amount to the server when it was not changed', () => {
    expect(lineOf('refund_only', line, option, all)).toEqual({ lineId: '7', quantity: 3, amountFen: null })
    expect(lineOf('refund_only', line, option, { ...all, yuan: '10.00' })).toMatchObject({ amountFen: null })
  })

  it('of less money than the pieces are worth is a part without goods', () => {
    const less = { ...all, yuan: '2.5' }
    expect(isPart('refund_only', line, option, less)).toBe(true)
    expect(lineOf('refund_only', line, option, less)).toEqual({ lineId: '7', quantity: 0, amountFen: 250 })
  })

  it('of more, of nothing or of nonsense is no amount', () => {
    for (const yuan of ['10.01', '0', '', 'x', '1.234'])
      expect(amountOf('refund_only', line, option, { ...all, yuan })).toBeNull()
  })

  it('to exchange has pieces and no money, and price protection has neither', () => {
    expect(amountOf('exchange', line, option, all)).toBe(0)
    expect(lineOf('exchange', line, option, all)).toEqual({ lineId: '7', quantity: 3, amountFen: null })
    expect(amountOf('price_protection', line, option, all)).toBe(90)
    expect(lineOf('price_protection', line, option, all)).toEqual({
      lineId: '7',
      quantity: 0,
      amountFen: null,
    })
  })
})

describe('the way of an after-sale', () => {
  const returnTo = { name: '王', phone: '1', detail: '杭州' }

  it('is short for money alone', () => {
    expect(progressOf({ kind: 'refund_only', state: 'accepted', returnTo: null })).toEqual({
      steps: ['asked', 'agreed', 'paid'],
      reached: 1,
    })
  })

  it('leads the goods back, for money or for other goods', () => {
    expect(progressOf({ kind: 'return_and_refund', state: 'returned', returnTo })).toEqual({
      steps: ['asked', 'agreed', 'sent', 'arrived', 'paid'],
      reached: 2,
    })
    expect(progressOf({ kind: 'exchange', state: 'exchanged', returnTo })).toEqual({
      steps: ['asked', 'agreed', 'sent', 'arrived', 'replaced'],
      reached: 4,
    })
  })

  it('is short where the buyer keeps the goods, and nothing where it ended', () => {
    expect(progressOf({ kind: 'return_and_refund', state: 'succeeded', returnTo: null })?.reached).toBe(2)
    expect(progressOf({ kind: 'exchange', state: 'rejected', returnTo })).toBeNull()
  })

  it('says who has to act, and what follows only where it really does', () => {
    const dueAt = '2026-12-03T00:00:00Z'
    const hint = (kind: 'refund_only' | 'exchange', state: 'requested' | 'returned', until: string | null) =>
      hintOf({ kind, state, dueAt: until, entries: [] })
    expect(hint('refund_only', 'requested', dueAt)).toBe('refund.hints.requestedUntilPaid')
    expect(hint('exchange', 'requested', dueAt)).toBe('refund.hints.requestedUntil')
    expect(hint('exchange', 'returned', dueAt)).toBe('refund.hints.returnedUntil')
    expect(hint('exchange', 'returned', null)).toBe('refund.hints.returned')
  })

  it('leaves thirty days to talk after its end', () => {
    const finishedAt = '2026-11-01T00:00:00Z'
    expect(canTalk({ finishedAt: null }, Date.UTC(2030, 0))).toBe(true)
    expect(canTalk({ finishedAt }, Date.UTC(2026, 10, 30))).toBe(true)
    expect(canTalk({ finishedAt }, Date.UTC(2026, 11, 2))).toBe(false)
  })
})
