import { describe, expect, it } from 'vitest'
import type { OrderLine } from '@/api/types'
import { draftFor, isRefundable, pieces, shareOf, totalOf } from '@/lib/refundLines'

const line: OrderLine = {
  id: '1',
  skuId: '10',
  productId: '100',
  name: '明前龙井',
  specText: '250g',
  imageUrl: '',
  quantity: 3,
  unitPriceFen: 3334,
  payableFen: 10000,
  refundedFen: 0,
  refundedQuantity: 0,
  refundableFen: 10000,
  offerRef: null,
  listPriceFen: 10000,
  shippedQuantity: 0,
  toShipQuantity: 3,
}

describe('refunds by line', () => {
  it('A quantity’s share is rounded down and the last piece takes the rest', () => {
    expect(shareOf(line, 1)).toBe(3333)
    expect(shareOf(line, 2)).toBe(6666)
    expect(shareOf(line, 3)).toBe(10000)
    const rest = { ...line, refundedQuantity: 2, refundedFen: 6666, refundableFen: 3334 }
    expect(pieces(rest)).toBe(1)
    expect(shareOf(rest, 1)).toBe(3334)
  })

  it('Only chosen lines count', () => {
    const drafts = draftFor([line, { ...line, id: '2', refundableFen: 500 }])
    expect(totalOf(drafts)).toBe(0)
    drafts[1]!.chosen = true
    expect(totalOf(drafts)).toBe(500)
  })

  it.each([
    [0, false],
    [1, true],
    [10000, true],
    [10001, false],
    [null, false],
  ])('An amount of %s can be refunded: %s', (amountFen, possible) => {
    const drafts = [{ ...draftFor([line])[0]!, chosen: true, amountFen }]
    expect(isRefundable(drafts, [line])).toBe(possible)
  })
})
