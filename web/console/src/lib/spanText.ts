import { t } from '@/locales'
import { spanBetween } from './time'

/** The largest unit only: "3 天", "5 小时", "12 分钟". */
export function spanText(from: string, to: string): string {
  const span = spanBetween(from, to)
  if (span.days > 0) return t('overview.days', { count: span.days })
  if (span.hours > 0) return t('overview.hours', { count: span.hours })
  return t('overview.minutes', { count: Math.max(1, span.minutes) })
}
