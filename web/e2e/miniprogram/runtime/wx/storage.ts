import { asyncApi, text, WxFailure } from './call'

const PREFIX = 'mp:'

function read(key: string): unknown {
  const kept = localStorage.getItem(PREFIX + key)
  return kept === null ? undefined : (JSON.parse(kept) as { value: unknown }).value
}

function write(key: string, value: unknown): void {
  localStorage.setItem(PREFIX + key, JSON.stringify({ value }))
}

function keys(): string[] {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length))
}

function clear(): void {
  for (const key of keys()) localStorage.removeItem(PREFIX + key)
}

const info = (): object => ({ keys: keys(), currentSize: 1, limitSize: 10240 })

export const storage = {
  getStorageSync: (key: string) => read(key) ?? '',
  setStorageSync: write,
  removeStorageSync: (key: string) => localStorage.removeItem(PREFIX + key),
  clearStorageSync: clear,
  getStorageInfoSync: info,
  getStorage: asyncApi('getStorage', (options) => {
    const data = read(text(options.key))
    if (data === undefined) throw new WxFailure('data not found')
    return { data }
  }),
  setStorage: asyncApi('setStorage', (options) => write(text(options.key), options.data)),
  removeStorage: asyncApi('removeStorage', (options) => localStorage.removeItem(PREFIX + text(options.key))),
  clearStorage: asyncApi('clearStorage', clear),
  getStorageInfo: asyncApi('getStorageInfo', info),
}
