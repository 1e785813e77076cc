import { describe, expect, it } from 'vitest'
import { endOfDay, fromPicker, fullTime, shortTime, startOfDay, toPicker } from '@/lib/time'

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
