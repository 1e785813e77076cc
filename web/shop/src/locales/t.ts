import { shallowRef } from 'vue'
import { zhCN } from './zh-CN'

type Keys<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string
    ? `${Prefix}${K}`
    : T[K] extends readonly string[]
      ? never
      : Keys<T[K], `${Prefix}${K}.`>
}[keyof T & string]

type ListKeys<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string
    ? never
    : T[K] extends readonly string[]
      ? `${Prefix}${K}`
      : ListKeys<T[K], `${Prefix}${K}.`>
}[keyof T & string]

export type TextKey = Keys<typeof zhCN>
export type TextListKey = ListKeys<typeof zhCN>

// A ref, so that every text on screen follows when another language joins.
const texts = shallowRef<object>(zhCN)

function find(key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], texts.value)
}

export function t(key: TextKey, values: Record<string, string | number> = {}): string {
  const text = find(key)
  return typeof text === 'string'
    ? text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
    : key
}

export function list(key: TextListKey): string[] {
  return (find(key) as string[] | undefined) ?? []
}
