// Storage can be full, cleared or forbidden (single-page mode); what was kept then lives as long as the app runs.
const memory = new Map<string, unknown>()

export function keep(name: string, value: unknown): void {
  memory.set(name, value)
  try {
    uni.setStorageSync(`banyan.${name}`, value)
  } catch {
    memory.set(name, value)
  }
}

export function kept<T>(name: string): T | null {
  if (memory.has(name)) return memory.get(name) as T
  try {
    const value = uni.getStorageSync(`banyan.${name}`) as T | ''
    return value === '' || value === undefined ? null : value
  } catch {
    return null
  }
}

export function drop(name: string): void {
  memory.delete(name)
  try {
    uni.removeStorageSync(`banyan.${name}`)
  } catch {
    memory.delete(name)
  }
}
