import { describe, expect, it } from 'vitest'
import { packLines, unpackLines } from '@/lib/checkout-lines'
import { piecesLeft, refundFor } from '@/lib/refund-share'

describe('checkout lines', () => {
  it('survive the way through an address', () => {
    const lines = [
      { skuId: '731', quantity: 2, offerRef: 'run:9*1,x~é' },
      { skuId: '732', quantity: 1, offerRef: null },
    ]
    const packed = packLines(lines)
    expect(unpackLines(packed)).toEqual(lines)
    expect(encodeURIComponent(packed)).toBe(packed)
  })

  it('drop what is not a line', () => {
    expect(unpackLines('731*0~*3~abc~732*1')).toEqual([{ skuId: '732', quantity: 1, offerRef: null }])
    expect(unpackLines(undefined)).toEqual([])
  })
})

describe('a refund', () => {
  const line = { quantity: 3, refundedQuantity: 0, refundableFen: 1000 }

  it('of some pieces is their share, rounded down', () => {
    expect(refundFor(line, 1)).toBe(333)
    expect(refundFor(line, 2)).toBe(666)
  })

  it('of all pieces left gives everything that is left', () => {
    expect(refundFor(line, 3)).toBe(1000)
    expect(refundFor({ quantity: 3, refundedQuantity: 2, refundableFen: 334 }, 1)).toBe(334)
  })

  it('knows how many pieces are left', () => {
    expect(piecesLeft({ ...line, refundedQuantity: 2 })).toBe(1)
    expect(piecesLeft({ ...line, refundedQuantity: 4 })).toBe(0)
  })
})
