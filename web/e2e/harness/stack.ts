import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where the product under test answers. */
export interface Stack {
  shopUrl: string
  consoleUrl: string
  sandboxUrl: string
  ownerPassword: string
}

interface Running {
  stack: Stack
  stop: () => Promise<void>
}

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
/** A demonstration's passwords are public. */
const DEMO_PASSWORD = 'banyan-demo'
const START_LIMIT_MS = 8 * 60_000

function fromEnvironment(): Stack | undefined {
  const { BANYAN_SHOP_URL, BANYAN_CONSOLE_URL, SANDBOX_URL, BANYAN_OWNER_PASSWORD } = process.env
  if (!BANYAN_SHOP_URL) return undefined
  const shop = new URL(BANYAN_SHOP_URL)
  const beside = `${shop.protocol}//${shop.hostname}:${Number(shop.port) + 1}`
  return {
    shopUrl: shop.origin,
    consoleUrl: BANYAN_CONSOLE_URL ?? `${shop.origin}/console/`,
    sandboxUrl: new URL(SANDBOX_URL ?? beside).origin,
    ownerPassword: BANYAN_OWNER_PASSWORD ?? DEMO_PASSWORD,
  }
}

/**
 * Two neighbouring ports, because the sandbox sits beside the Host by default. Below the range that the system gives to
 * outgoing connections (32768 and up): one of those made before ./run binds would take the port away.
 */
async function freePorts(): Promise<number> {
  const given = Number(process.env.BANYAN_E2E_PORT ?? 0)
  if (given) return given
  for (;;) {
    const port = 15_000 + 2 * Math.floor(Math.random() * 8_000)
    if ((await isFree(port)) && (await isFree(port + 1))) return port
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  const free = await new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => resolve(true))
  })
  if (free) await new Promise((resolve) => probe.close(resolve))
  return free
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

async function untilReady(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const until = Date.now() + START_LIMIT_MS
  while (!(await answers(url))) {
    if (child.exitCode !== null)
      throw new Error(`./run ended with ${child.exitCode}:\n${output().slice(-4000)}`)
    if (Date.now() > until) throw new Error(`./run is not ready in time:\n${output().slice(-4000)}`)
    await pause(300)
  }
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => child.once('exit', () => resolve()))
}

async function start(): Promise<Running> {
  const data = await mkdtemp(join(tmpdir(), 'banyan-e2e-'))
  const port = await freePorts()
  const child = spawn('./run', ['--port', String(port), '--sandbox-port', String(port + 1), '--data', data], {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const keep = (part: Buffer): void => {
    output += part.toString()
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const stop = async (): Promise<void> => {
    // The whole group: ./run starts the Host and the sandbox.
    if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGTERM')
    await Promise.race([ended(child), pause(10_000)])
    if (child.pid && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL')
    await rm(data, { recursive: true, force: true })
  }
  const shopUrl = `http://127.0.0.1:${port}`
  try {
    await untilReady(`${shopUrl}/readyz`, child, () => output)
    await untilReady(`http://127.0.0.1:${port + 1}/healthz`, child, () => output)
  } catch (error) {
    await stop()
    throw error
  }
  const ownerPassword = process.env.BANYAN_OWNER_PASSWORD ?? DEMO_PASSWORD
  return {
    stack: {
      shopUrl,
      consoleUrl: `${shopUrl}/console/`,
      sandboxUrl: `http://127.0.0.1:${port + 1}`,
      ownerPassword,
    },
    stop,
  }
}

/** Uses what the environment names, else starts the product on free ports with a data folder of its own. */
export async function acquireStack(): Promise<Running> {
  const given = fromEnvironment()
  return given ? { stack: given, stop: () => Promise.resolve() } : start()
}
