import { describe, expect, it } from 'vitest'
import { actsIn, agreedAmount, canTalk, isAmountFine, nextStep, REFUND_STATES } from '@/lib/afterSale'
import { isAddressWhole, withReturnAddress } from '@/lib/returnAddress'

describe('an after-sale', () => {
  it.each([
    ['requested', ['reject', 'accept']],
    ['returning', ['arrived']],
    ['returned', ['reject', 'arrived']],
    ['exchanging', ['replace']],
    ['abnormal', ['settle']],
    ['accepted', []],
    ['succeeded', []],
  ] as const)('In %s staff can %s', (state, acts) => {
    expect(actsIn(state)).toEqual(acts)
  })

  it('Everything that staff can act on waits for them, but for goods on which the buyer is due', () => {
    for (const state of REFUND_STATES) {
      const step = nextStep({ state, kind: 'return_and_refund', dueAt: null })
      expect(step?.mine ?? false).toBe(actsIn(state).length > 0 && state !== 'returning')
    }
  })

  it('An exchange is never said to be refunded by the clock', () => {
    const dueAt = '2026-12-03T00:00:00Z'
    expect(nextStep({ state: 'returned', kind: 'exchange', dueAt })?.text).toBe(
      'refunds.next.returnedExchangeUntil',
    )
    expect(nextStep({ state: 'requested', kind: 'exchange', dueAt })?.text).toBe(
      'refunds.next.requestedGoodsUntil',
    )
    expect(nextStep({ state: 'requested', kind: 'price_protection', dueAt })?.text).toBe(
      'refunds.next.requestedUntil',
    )
  })

  it('All of what was asked for is agreed to without an amount', () => {
    const refund = { kind: 'refund_only', amountFen: 1000 } as const
    expect(agreedAmount(refund, 1000)).toBeNull()
    expect(agreedAmount(refund, 999)).toBe(999)
    expect(agreedAmount({ kind: 'exchange', amountFen: 0 }, 5)).toBeNull()
  })

  it.each([
    [0, false],
    [1, true],
    [1000, true],
    [1001, false],
    [null, false],
  ])('An agreed amount of %s is fine: %s', (fen, fine) => {
    expect(isAmountFine({ kind: 'return_and_refund', amountFen: 1000 }, fen)).toBe(fine)
  })

  it('Both sides can talk for thirty days after its end', () => {
    const finishedAt = '2026-11-01T00:00:00Z'
    expect(canTalk({ finishedAt: null }, Date.UTC(2030, 0))).toBe(true)
    expect(canTalk({ finishedAt }, Date.UTC(2026, 10, 30))).toBe(true)
    expect(canTalk({ finishedAt }, Date.UTC(2026, 11, 2))).toBe(false)
  })
})

describe('the return address', () => {
  it('Is none when nothing is left of it, and wrong when half of it is', () => {
    const half = withReturnAddress({ answerDays: 3, returnTo: null }, { name: '王' })
    expect(half).toEqual({ answerDays: 3, returnTo: { name: '王', phone: '', detail: '' } })
    expect(isAddressWhole(half)).toBe(false)
    expect(withReturnAddress(half, { name: ' ' }).returnTo).toBeNull()
    expect(isAddressWhole({ returnTo: null })).toBe(true)
    expect(isAddressWhole({ returnTo: { name: '王', phone: '1', detail: '杭州' } })).toBe(true)
  })
})
