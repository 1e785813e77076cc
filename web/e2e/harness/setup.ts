import { existsSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { GlobalSetupContext } from 'vitest/node'
import { acquireStack, type Stack } from './stack'

declare module 'vitest' {
  interface ProvidedContext {
    stack: Stack
  }
}

interface Shared {
  users: number
  running: ReturnType<typeof acquireStack>
}

/** Every project runs this file once, in one process: they share one stack, and the last one stops it. */
const place = globalThis as typeof globalThis & { __stack?: Shared }

export default async function setup({ provide }: GlobalSetupContext): Promise<() => Promise<void>> {
  place.__stack ??= { users: 0, running: acquireStack() }
  place.__stack.users++
  const { running } = place.__stack
  provide('stack', (await running).stack)
  return async () => {
    if (--place.__stack!.users > 0) return
    await (await running).stop()
    place.__stack = undefined
  }
}

const SHOP = fileURLToPath(new URL('../../shop', import.meta.url))
export const MINI_PROGRAM = `${SHOP}/dist/build/mp-weixin`

/** The package as a merchant would build it; only built here when nobody has yet. */
export function buildMiniProgram(): void {
  if (existsSync(`${MINI_PROGRAM}/app.json`)) return
  const built = spawnSync('npm', ['run', 'build:mp'], { cwd: SHOP, encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`the mini-program does not build:\n${built.stdout}${built.stderr}`)
}
