import { t } from '@/locales'

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB']
const STEP = 1024

/** "12.4 MB". */
export function sizeText(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= STEP && unit < UNITS.length - 1) {
    value /= STEP
    unit++
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`
}

/** A time as short as a table has room for: "0.8 毫秒", "35 毫秒", "2.4 秒"; a dash where there was none. */
export function msText(ms: number | null | undefined): string {
  if (ms === null || ms === undefined) return '—'
  if (ms >= 1000) return t('system.seconds', { value: (ms / 1000).toFixed(1) })
  return t('system.ms', { value: ms < 10 ? ms.toFixed(1) : Math.round(ms) })
}

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The largest unit only: "45 秒", "12 分钟", "5 小时", "3 天". */
export function ageText(seconds: number): string {
  if (seconds < MINUTE) return t('system.seconds', { value: Math.round(seconds) })
  if (seconds < HOUR) return t('system.minutesShort', { value: Math.floor(seconds / MINUTE) })
  if (seconds < DAY) return t('system.byHours', { count: Math.floor(seconds / HOUR) })
  return t('system.byDays', { count: Math.floor(seconds / DAY) })
}
