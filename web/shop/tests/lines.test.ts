import { describe, expect, it } from 'vitest'
import { packLines, unpackLines } from '@/lib/checkout-lines'

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
