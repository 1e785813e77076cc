import type { Probe } from './types'

/** What a test may look at after driving the program. */
export const probe: Probe = {
  calls: [],
  unknown: [],
  errors: [],
  warnings: [],
  requests: [],
  shares: [],
  clipboard: '',
  savedImages: [],
}

window.__probe = probe

export function recordError(error: unknown): void {
  probe.errors.push(error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error))
}

export function recordUnknown(name: string): void {
  if (!probe.unknown.includes(name)) probe.unknown.push(name)
}
