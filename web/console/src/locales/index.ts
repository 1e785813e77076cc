import { shallowRef } from 'vue'
import zhCN from './zh-CN'

export type Locale = 'zh-CN' | 'en'
export type Messages = typeof zhCN

type KeysOf<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${KeysOf<T[K]>}`
}[keyof T & string]

export type MessageKey = KeysOf<Messages>

const STORAGE_KEY = 'banyan.console.locale'

export const locale = shallowRef<Locale>('zh-CN')
const messages = shallowRef<Messages>(zhCN)

/** The text for a key in the current language, with `{name}` replaced; reactive when used while rendering. */
export function t(key: MessageKey, values: Record<string, string | number> = {}): string {
  let found: unknown = messages.value
  for (const step of key.split('.')) found = (found as Record<string, unknown>)[step]
  return String(found).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** A list of words, such as the carriers people choose from. */
export function tList(key: keyof Messages['lists']): string[] {
  return messages.value.lists[key].split('|')
}

/** A text looked up by a code that came from the server; the code itself when this console does not know it yet. */
export function tCode(group: keyof Messages['codes'], code: string): string {
  const texts = messages.value.codes[group] as Record<string, string>
  return texts[code] ?? code
}

export async function switchLocale(next: Locale): Promise<void> {
  messages.value = next === 'en' ? (await import('./en')).default : zhCN
  locale.value = next
  localStorage.setItem(STORAGE_KEY, next)
  document.documentElement.lang = next
}

export function savedLocale(): Locale {
  return localStorage.getItem(STORAGE_KEY) === 'en' ? 'en' : 'zh-CN'
}
