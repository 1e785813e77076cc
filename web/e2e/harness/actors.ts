import { afterAll, afterEach, expect, inject } from 'vitest'
import { Actor, DESKTOP, PHONE } from './actor'
import { closeBrowser } from './browser'

export interface Cast {
  /** A shopper with a phone. */
  shopper: (name: string, moreOrigins?: string[]) => Promise<Actor>
  /** A member of staff at a desk. */
  staff: (name: string) => Promise<Actor>
}

/** People for the tests of one file: they leave after each test, which fails when anything went wrong behind their back. */
export function castOf(prefix: string): Cast {
  const present: Actor[] = []

  afterEach(async ({ task }) => {
    const failed = task.result?.state === 'fail'
    const leaving = present.splice(0)
    for (const actor of leaving) if (failed) await actor.screenshot('failed').catch(() => undefined)
    const faults = leaving.flatMap((actor) => actor.faults())
    await Promise.all(leaving.map((actor) => actor.leave()))
    if (!failed) expect(faults).toEqual([])
    else if (faults.length) console.error(faults.join('\n'))
  })
  afterAll(closeBrowser)

  const arrive = async (name: string, device: typeof PHONE, more: string[] = []): Promise<Actor> => {
    const { shopUrl, consoleUrl, sandboxUrl } = inject('stack')
    const origins = [shopUrl, consoleUrl, sandboxUrl, ...more].map((url) => new URL(url).origin)
    const actor = await Actor.arrive({ name: `${prefix}-${name}`, device, origins })
    present.push(actor)
    return actor
  }
  return {
    shopper: (name, more) => arrive(name, PHONE, more),
    staff: (name) => arrive(name, DESKTOP),
  }
}
