import { describe, expect, it } from 'vitest'
import { day, instant, longTime, shortTime, timeLeft } from '@/lib/time'

describe('time', () => {
  it('is shown in the zone of the shop wherever the phone is', () => {
    expect(shortTime('2025-11-22T02:23:05Z')).toBe('11-22 10:23')
    expect(longTime('2025-12-31T16:00:00Z')).toBe('2026-01-01 00:00:00')
    expect(day('2025-12-31T15:59:59Z')).toBe('2025-12-31')
  })

  it('reads fractions longer than three digits', () => {
    expect(instant('2025-11-22T02:23:05.1234567Z')).toBe(Date.UTC(2025, 10, 22, 2, 23, 5, 123))
  })
})

describe('countdown', () => {
  const until = Date.UTC(2025, 10, 22, 12)

  it('counts days, hours, minutes and seconds', () => {
    expect(timeLeft(until, until - (2 * 86_400 + 3 * 3600 + 4 * 60 + 5) * 1000)).toEqual({
      over: false,
      days: 2,
      hours: '03',
      minutes: '04',
      seconds: '05',
    })
  })

  it('shows the last second until it has really passed', () => {
    expect(timeLeft(until, until - 1)).toMatchObject({ over: false, seconds: '01' })
    expect(timeLeft(until, until)).toMatchObject({ over: true, seconds: '00' })
  })

  it('stays at zero afterwards', () => {
    expect(timeLeft(until, until + 60_000)).toEqual({
      over: true,
      days: 0,
      hours: '00',
      minutes: '00',
      seconds: '00',
    })
  })
})
