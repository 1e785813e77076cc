const shopOffsetMs = 8 * 3_600_000

/** Milliseconds of an ISO time. Fractions are cut to three digits because older iOS engines refuse more. */
export function instant(iso: string): number {
  return Date.parse(iso.replace(/(\.\d{3})\d+/, '$1'))
}

function two(n: number): string {
  return String(n).padStart(2, '0')
}

// Shops live in Asia/Shanghai, which has had no summer time since 1991; the phone's own zone does not matter.
function inShop(iso: string): Date {
  return new Date(instant(iso) + shopOffsetMs)
}

/** 11-22 10:23 */
export function shortTime(iso: string): string {
  const d = inShop(iso)
  return `${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`
}

/** 2025-11-22 10:23:05 */
export function longTime(iso: string): string {
  return `${inShop(iso).getUTCFullYear()}-${shortTime(iso)}:${two(inShop(iso).getUTCSeconds())}`
}

/** 2025-11-22 */
export function day(iso: string): string {
  return longTime(iso).slice(0, 10)
}

export interface TimeLeft {
  over: boolean
  days: number
  hours: string
  minutes: string
  seconds: string
}

export function timeLeft(untilMs: number, nowMs: number): TimeLeft {
  const left = Math.max(0, Math.ceil((untilMs - nowMs) / 1000))
  return {
    over: left === 0,
    days: Math.floor(left / 86_400),
    hours: two(Math.floor((left % 86_400) / 3600)),
    minutes: two(Math.floor((left % 3600) / 60)),
    seconds: two(left % 60),
  }
}
