import { describe, expect, it } from 'vitest'
import { commissionOf } from '@/lib/commission'

describe('the commission preview counts as the server does', () => {
  const percent = (ppm: number) => ({ kind: 'percent' as const, ppm, fixedFen: null })

  it('20 / 5 / 3 percent of 62.50 leave 12.50 / 3.12 / 1.87', () => {
    expect([200_000, 50_000, 30_000].map((ppm) => commissionOf(percent(ppm), 6250))).toEqual([1250, 312, 187])
  })

  it('A fixed rate counts pieces', () => {
    expect(commissionOf({ kind: 'fixed', ppm: null, fixedFen: 300 }, 10_000, 2)).toBe(600)
  })
})
