import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

function executable(): string {
  const given = process.env.CHROMIUM_PATH
  if (given) return given
  const found = CANDIDATES.find((path) => existsSync(path))
  if (!found) throw new Error('no Chromium found; install Debian’s chromium or set CHROMIUM_PATH')
  return found
}

let shared: Promise<Browser> | undefined

/** One browser per test file; every test gets its own context in it. */
export function browser(): Promise<Browser> {
  shared ??= chromium.launch({
    executablePath: executable(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--font-render-hinting=none'],
  })
  return shared
}

export async function closeBrowser(): Promise<void> {
  const running = shared
  shared = undefined
  await (await running)?.close()
}
