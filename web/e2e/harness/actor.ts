import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { browser } from './browser'

const OUTPUT = fileURLToPath(new URL('../output', import.meta.url))
const DEFAULT_TIMEOUT_MS = 15_000

export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
}
export const DESKTOP: BrowserContextOptions = { viewport: { width: 1440, height: 900 } }

export interface ActorOptions {
  name: string
  device: BrowserContextOptions
  /** Origins that belong to the product; a request to any other is a fault. */
  origins: string[]
}

/** One person at one screen: a fresh browser context that watches what the page does behind their back. */
export class Actor {
  private readonly foreign: string[] = []
  private readonly errors: string[] = []
  private readonly expectedStatuses = new Set<number>()
  private shots = 0

  private constructor(
    readonly name: string,
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly origins: string[],
  ) {
    page.setDefaultTimeout(DEFAULT_TIMEOUT_MS)
    this.watch()
  }

  static async arrive(options: ActorOptions): Promise<Actor> {
    const context = await (
      await browser()
    ).newContext({ ...options.device, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
    return new Actor(options.name, context, await context.newPage(), options.origins)
  }

  private watch(): void {
    this.context.on('request', (request) => {
      const url = request.url()
      if (/^(data|blob|about):/.test(url)) return
      if (!this.origins.includes(new URL(url).origin)) this.foreign.push(url)
    })
    this.page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(`${message.text()} ${message.location().url}`)
    })
    this.page.on('pageerror', (error) => this.errors.push(error.stack ?? error.message))
  }

  /** The browser logs every refused request as an error; a journey that expects a refusal says so. */
  expectStatus(...statuses: number[]): void {
    for (const status of statuses) this.expectedStatuses.add(status)
  }

  /** Everything that went wrong unnoticed. */
  faults(): string[] {
    const refused = /the server responded with a status of (\d+)/
    const errors = this.errors.filter(
      (text) => !this.expectedStatuses.has(Number(refused.exec(text)?.[1] ?? 0)),
    )
    return [
      ...this.foreign.map((url) => `${this.name}: foreign request ${url}`),
      ...errors.map((text) => `${this.name}: console error ${text}`),
    ]
  }

  /** Kept as test output, for people to look at. */
  async screenshot(title: string): Promise<void> {
    mkdirSync(OUTPUT, { recursive: true })
    const number = String(++this.shots).padStart(2, '0')
    await this.page.screenshot({
      path: `${OUTPUT}/${this.name}-${number}-${title}.png`,
      animations: 'disabled',
    })
  }

  async leave(): Promise<void> {
    await this.context.close()
  }
}
