import { describe, expect, it } from 'vitest'
import { endOfDay, fromPicker, fullTime, shortTime, startOfDay, toPicker, shopMonth } from '@/lib/time'

describe('times are shown by the shop’s clock, wherever the staff sit', () => {
  it('UTC evening is the next morning in Shanghai', () => {
    expect(shortTime('2026-11-21T16:30:00Z')).toBe('11-22 00:30')
    expect(fullTime('2026-12-31T16:00:05Z')).toBe('2027-01-01 00:00:05')
  })

  it('What the picker shows and what is sent are the same instant', () => {
    const time = '2026-11-22T02:23:00.000Z'
    expect(toPicker(time)).toBe('2026-11-22 10:23')
    expect(fromPicker(toPicker(time))).toBe(time)
  })

  it('A day begins and ends at midnight in Shanghai', () => {
    expect(startOfDay('2026-11-22')).toBe('2026-11-21T16:00:00.000Z')
    expect(endOfDay('2026-11-22')).toBe('2026-11-22T16:00:00.000Z')
  })
})

describe('a month of the shop', () => {
  it.each([
    ['2026-11-27T03:00:00Z', 0, '2026-11-01', '2026-11-30'],
    ['2026-11-27T03:00:00Z', -1, '2026-10-01', '2026-10-31'],
    // Already the next month in Shanghai.
    ['2026-12-31T16:00:00Z', 0, '2027-01-01', '2027-01-31'],
    ['2026-12-31T16:00:00Z', -1, '2026-12-01', '2026-12-31'],
    ['2024-03-31T00:00:00Z', -1, '2024-02-01', '2024-02-29'],
  ])('of %s, %d on, goes from %s to %s', (time, months, from, to) => {
    expect(shopMonth(time, months)).toEqual([from, to])
  })
})
