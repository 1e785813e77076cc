import type { ApiClient } from './api'
import type { Sandbox } from './sandbox'

const SAME_SECONDS = 30

/**
 * Moves the demo's clock. The sandbox checks times to within minutes, so it has to follow; the Host may already have
 * taken it along, and then there is nothing left to move.
 */
export async function advanceClock(staff: ApiClient, sandbox: Sandbox, seconds: number): Promise<void> {
  const { now } = await staff.post<{ now: string }>('/demo/clock', { advanceSeconds: seconds })
  const behind = (Date.parse(now) - Date.parse((await sandbox.clock()).now)) / 1000
  if (Math.abs(behind) > SAME_SECONDS) await sandbox.advance(behind)
}

export const HOUR = 3600
export const DAY = 24 * HOUR
