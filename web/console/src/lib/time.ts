/** Times travel as UTC and are shown in the shop's zone, whatever zone the staff's computer is in. China has no daylight saving. */

const SHOP_ZONE = 'Asia/Shanghai'
const SHOP_OFFSET = '+08:00'
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: SHOP_ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

function wallClock(time: string | number): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(new Date(time)).map((part) => [part.type, part.value]))
}

/** "11-22 10:23". */
export function shortTime(time: string): string {
  const at = wallClock(time)
  return `${at.month}-${at.day} ${at.hour}:${at.minute}`
}

/** "2026-11-22 10:23:05". */
export function fullTime(time: string): string {
  const at = wallClock(time)
  return `${at.year}-${at.month}-${at.day} ${at.hour}:${at.minute}:${at.second}`
}

/** "2026-11-22". */
export function shopDate(time: string | number): string {
  const at = wallClock(time)
  return `${at.year}-${at.month}-${at.day}`
}

/** The form the date picker holds: "2026-11-22 10:23" by the shop's clock. */
export function toPicker(time: string): string {
  const at = wallClock(time)
  return `${at.year}-${at.month}-${at.day} ${at.hour}:${at.minute}`
}

/** The instant meant by a picker text of the shop's clock. */
export function fromPicker(text: string): string {
  return new Date(`${text.replace(' ', 'T')}:00${SHOP_OFFSET}`).toISOString()
}

/** First instant of a shop day. */
export function startOfDay(date: string): string {
  return new Date(`${date}T00:00:00${SHOP_OFFSET}`).toISOString()
}

/** First instant after a shop day. */
export function endOfDay(date: string): string {
  return new Date(Date.parse(startOfDay(date)) + DAY).toISOString()
}

export function addDays(time: string, days: number): string {
  return new Date(Date.parse(time) + days * DAY).toISOString()
}

/** First and last day of the shop's month that lies `months` after the one of this time. */
export function shopMonth(time: string | number, months = 0): [string, string] {
  const [year = 0, month = 1] = shopDate(time).split('-').map(Number)
  const day = (moved: number, date: number) =>
    new Date(Date.UTC(year, month - 1 + moved, date)).toISOString().slice(0, 10)
  return [day(months, 1), day(months + 1, 0)]
}

export interface Span {
  days: number
  hours: number
  minutes: number
}

export function spanBetween(from: string | number, to: string | number): Span {
  const rest = Math.max(0, new Date(to).getTime() - new Date(from).getTime())
  return {
    days: Math.floor(rest / DAY),
    hours: Math.floor((rest % DAY) / HOUR),
    minutes: Math.floor((rest % HOUR) / MINUTE),
  }
}
