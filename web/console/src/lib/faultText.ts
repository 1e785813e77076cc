import type { FieldMeta } from '@/api/types'
import { t } from '@/locales'
import type { Fault } from './metaForm'
import { percentText, yuanText } from './money'

/** A limit in the unit people type it in. */
function limitText(field: FieldMeta, limit: number): string {
  if (field.type === 'fen') return `¥${yuanText(limit)}`
  if (field.type === 'percent') return `${percentText(limit)}%`
  return `${limit}${field.unit ? ` ${field.unit}` : ''}`
}

/** The lower end of a range, whose unit is named at the upper end. */
function bareText(field: FieldMeta, limit: number): string {
  return field.type === 'integer' ? String(limit) : limitText(field, limit)
}

export function faultText(field: FieldMeta, fault: Fault): string {
  switch (fault.kind) {
    case 'required':
      return t('common.required', { label: field.label })
    case 'whole':
      return t('meta.whole')
    case 'min':
      return t('meta.min', { limit: limitText(field, fault.limit) })
    case 'max':
      return t('meta.max', { limit: limitText(field, fault.limit) })
    case 'tooLong':
      return t('meta.tooLong', { limit: fault.limit })
    case 'tooFew':
      return t('meta.tooFew', { limit: fault.limit })
    case 'tooMany':
      return t('meta.tooMany', { limit: fault.limit })
    case 'prices':
      return t('meta.prices')
    case 'scope':
      return t('meta.scope')
  }
}

/** "2–100 人" beside a number, so that nobody has to guess what is allowed. */
export function rangeText(field: FieldMeta): string {
  if (field.type !== 'integer' && field.type !== 'fen' && field.type !== 'percent') return ''
  const { min, max } = field
  if (min !== null && max !== null)
    return t('meta.range', { min: bareText(field, min), max: limitText(field, max) })
  if (min !== null && min > 0) return t('meta.min', { limit: limitText(field, min) })
  return max === null ? '' : t('meta.max', { limit: limitText(field, max) })
}
