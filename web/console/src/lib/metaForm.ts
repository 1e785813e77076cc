import type { FieldMeta } from '@/api/types'

export type Config = Record<string, unknown>

export interface SkuPrice {
  skuId: string
  priceFen: number | null
  stock: number | null
}

/** Which goods something is for. */
export interface GoodsScope {
  kind: 'all' | 'categories' | 'products'
  ids: string[]
  exceptProductIds: string[]
}

export const EVERYTHING: GoodsScope = { kind: 'all', ids: [], exceptProductIds: [] }

/** What is wrong with a value; the words for it are in the locale files. */
export type Fault =
  | { kind: 'required' }
  | { kind: 'whole' }
  | { kind: 'min'; limit: number }
  | { kind: 'max'; limit: number }
  | { kind: 'tooLong'; limit: number }
  | { kind: 'tooFew'; limit: number }
  | { kind: 'tooMany'; limit: number }
  | { kind: 'prices' }
  | { kind: 'scope' }

export function isVisible(field: FieldMeta, config: Config): boolean {
  if (!field.visibleWhen) return true
  return JSON.stringify(config[field.visibleWhen.field]) === JSON.stringify(field.visibleWhen.equals)
}

/** How the server writes an id that has not been chosen yet. */
const NO_ID = '0'

/** The value a field starts with when neither the kind's defaults nor the draft have one. */
export function emptyValue(field: FieldMeta): unknown {
  switch (field.type) {
    case 'boolean':
      return false
    case 'text':
    case 'textarea':
      return ''
    case 'list':
    case 'sku_prices':
      return []
    case 'scope':
      return EVERYTHING
    case 'choice':
      return field.choices?.[0]?.value ?? null
    default:
      return null
  }
}

/** A complete config: what is stored, else the kind's default, else empty. */
export function withDefaults(fields: FieldMeta[], ...sources: unknown[]): Config {
  const config: Config = {}
  for (const field of fields) {
    const source = sources.find(
      (candidate) => candidate !== null && typeof candidate === 'object' && field.name in candidate,
    ) as Config | undefined
    const value = source?.[field.name]
    const missing =
      value === undefined ||
      value === null ||
      ((field.type === 'product' || field.type === 'sku') && value === NO_ID)
    config[field.name] = missing ? emptyValue(field) : JSON.parse(JSON.stringify(value))
  }
  return config
}

function isBlank(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  )
}

function numberFault(field: FieldMeta, value: unknown): Fault | null {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) return { kind: 'whole' }
  if (field.min !== null && value < field.min) return { kind: 'min', limit: field.min }
  if (field.max !== null && value > field.max) return { kind: 'max', limit: field.max }
  return null
}

function faultOf(field: FieldMeta, value: unknown): Fault | null {
  switch (field.type) {
    case 'integer':
    case 'fen':
    case 'percent':
      return numberFault(field, value)
    case 'text':
    case 'textarea':
      return field.max !== null && String(value).trim().length > field.max
        ? { kind: 'tooLong', limit: field.max }
        : null
    case 'sku_prices':
      return (value as SkuPrice[]).some((row) => !row.priceFen || row.stock === null)
        ? { kind: 'prices' }
        : null
    case 'scope': {
      const scope = value as GoodsScope
      return scope.kind !== 'all' && scope.ids.length === 0 ? { kind: 'scope' } : null
    }
    case 'list': {
      const count = (value as unknown[]).length
      if (field.min !== null && count < field.min) return { kind: 'tooFew', limit: field.min }
      return field.max !== null && count > field.max ? { kind: 'tooMany', limit: field.max } : null
    }
    default:
      return null
  }
}

/** Every wrong value by its path, such as `teamSize` or `ladder[1].size`; hidden fields are not looked at. */
export function check(fields: FieldMeta[], config: Config, prefix = ''): Map<string, Fault> {
  const faults = new Map<string, Fault>()
  for (const field of fields) {
    if (!isVisible(field, config)) continue
    const value = config[field.name]
    const path = prefix + field.name
    if (isBlank(value)) {
      if (field.required) faults.set(path, { kind: 'required' })
      continue
    }
    const fault = faultOf(field, value)
    if (fault) faults.set(path, fault)
    if (field.type !== 'list') continue
    for (const [index, item] of (value as Config[]).entries()) {
      for (const [inner, found] of check(field.fields ?? [], item, `${path}[${index}].`))
        faults.set(inner, found)
    }
  }
  return faults
}

/** The config as it is sent: a hidden or optional field without a value is left out rather than sent as null. */
export function trimmed(fields: FieldMeta[], config: Config): Config {
  const sent: Config = {}
  for (const field of fields) {
    const value = config[field.name]
    if (value === null || value === undefined) continue
    if (field.type === 'list' && Array.isArray(value)) {
      sent[field.name] = value.map((item) => trimmed(field.fields ?? [], item as Config))
    } else sent[field.name] = typeof value === 'string' ? value.trim() : value
  }
  return sent
}

/** Fields by section, in the order in which the sections first appear. */
export function grouped(fields: FieldMeta[]): { group: string; fields: FieldMeta[] }[] {
  const groups = new Map<string, FieldMeta[]>()
  for (const field of fields) groups.set(field.group, [...(groups.get(field.group) ?? []), field])
  return Array.from(groups, ([group, members]) => ({ group, fields: members }))
}
