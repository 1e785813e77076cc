import { randomKey } from '@/api/intent'
import { keep, kept } from './keep'

const keptForMs = 30 * 86_400_000

interface KeptShare {
  code: string
  at: number
}

/** Names this phone until somebody logs in, so that the server can join a touch to the member it becomes. */
export function visitorId(): string {
  const known = kept<string>('visitor')
  if (known) return known
  const fresh = randomKey(32)
  keep('visitor', fresh)
  return fresh
}

export function keepShare(code: string, now = Date.now()): void {
  keep('share', { code, at: now } satisfies KeptShare)
}

/** The share this visitor came by, for login and orders. The server's bond outlives it: losing it here loses nothing. */
export function keptShare(now = Date.now()): string | null {
  const share = kept<KeptShare>('share')
  return share && now - share.at < keptForMs ? share.code : null
}

/** The code in what a landing page was opened with: `s` in a link, `scene` (percent-encoded) in a mini-program code. */
export function codeIn(query: Record<string, string | undefined>): string | null {
  const scene = query.scene ? decodeURIComponent(query.scene) : ''
  const code = query.s ?? /^s=(.+)$/.exec(scene)?.[1] ?? scene
  return /^[A-Za-z0-9_-]{1,32}$/.test(code) ? code : null
}
