import { createServer, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { browser, closeBrowser } from '../harness/browser'
import { startRunner, type Runner } from '../miniprogram/server'

let runner: Runner
let sandbox: Server
const paid: unknown[] = []
let page: Page

function fakeSandbox(): Promise<Server> {
  const server = createServer((request, response) => {
    request.on('data', (body: Buffer) => paid.push([request.url, JSON.parse(body.toString())]))
    request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'))
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

beforeAll(async () => {
  sandbox = await fakeSandbox()
  const address = sandbox.address() as { port: number }
  const root = fileURLToPath(new URL('./fixture', import.meta.url))
  const sandboxOrigin = `http://127.0.0.1:${address.port}`
  runner = await startRunner({ root, port: 0, apiOrigin: 'http://127.0.0.1:9', sandboxOrigin })
})

afterAll(async () => {
  await closeBrowser()
  await runner.close()
  sandbox.close()
})

beforeEach(async () => {
  const context = await (
    await browser()
  ).newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  page = await context.newPage()
  page.setDefaultTimeout(5000)
  await page.goto(runner.open({ persona: 'alice', path: 'pages/home/index?word=hi', scene: 1011 }))
})

afterEach(async () => {
  const errors = await page.evaluate(() => window.__probe.errors)
  await page.context().close()
  expect(errors).toEqual([])
})

const log = (): Promise<string> => page.locator('.log').innerText()
const logged = (text: string): Promise<void> => expect.poll(log).toContain(text)

describe('a page', () => {
  it('is loaded with its query and then shown', async () => {
    await logged('|load hi4|show')
    const trail = await page.evaluate(
      () => (window as never as { getApp: () => never }).getApp()['globalData']['trail'],
    )
    expect(trail).toEqual(['app launch 1011', 'box ready'])
  })

  it('hears of a tap once when it catches it and twice when it lets it bubble', async () => {
    await page.getByText('只点里面').tap()
    await logged('inner inner')
    expect(await log()).not.toContain('outer')
    await page.getByText('两层都点').tap()
    await logged('inner inner|outer outer')
  })

  it('gets what is typed', async () => {
    await page.locator('input').fill('龙井')
    await page.getByText('词：龙井').waitFor()
  })

  it('hears its component’s events', async () => {
    await page.getByText('盒子').tap()
    await logged('picked 盒子')
  })

  it('is hidden by the next page and shown again on the way back', async () => {
    await page.getByText('去详情').tap()
    await page.getByText('编号7 龙井').waitFor()
    expect(await page.getByRole('heading', { name: '详情' }).isVisible()).toBe(true)
    await page.getByRole('button', { name: '返回' }).tap()
    await logged('|hide|show')
  })

  it('is told when it is pulled down and when its end is reached', async () => {
    await page
      .locator('wx-page')
      .first()
      .evaluate((element) => {
        const scroller = element.parentElement!
        const touch = (y: number): Touch => new Touch({ identifier: 1, target: element, clientY: y })
        scroller.dispatchEvent(new TouchEvent('touchstart', { changedTouches: [touch(0)] }))
        scroller.dispatchEvent(new TouchEvent('touchend', { changedTouches: [touch(90)] }))
      })
    await logged('refresh')
    await page.getByText('第20行').scrollIntoViewIfNeeded()
    await logged('bottom')
  })

  it('stays alive behind another tab', async () => {
    await page.getByRole('button', { name: '我的' }).tap()
    await page.getByText('我的页面').waitFor()
    await page.getByRole('button', { name: '首页' }).tap()
    await logged('load hi4|show|hide|show')
  })
})

describe('styles', () => {
  const colour = (text: string): Promise<string> =>
    page.getByText(text, { exact: true }).evaluate((element) => getComputedStyle(element).color)

  it('measure in rpx of the screen and vh of the page', async () => {
    const width = await page.locator('.wide').evaluate((element) => element.getBoundingClientRect().width)
    const height = await page.locator('.tall').evaluate((element) => element.getBoundingClientRect().height)
    expect(width).toBe(195)
    expect(height).toBeCloseTo((844 - 88 - 50) / 10, 0)
  })

  it('of the app reach pages and components that ask for them, not isolated ones', async () => {
    expect(await colour('插槽里')).toBe('rgb(1, 2, 3)')
    expect(await colour('共享样式')).toBe('rgb(1, 2, 3)')
    const box = page.locator('box > wx-view')
    expect(await box.evaluate((element) => getComputedStyle(element).color)).toBe('rgb(0, 0, 0)')
    expect(await box.evaluate((element) => getComputedStyle(element).fontWeight)).toBe('700')
  })

  it('of one page do not reach another', async () => {
    await page.getByRole('button', { name: '我的' }).tap()
    await page.getByText('我的页面').waitFor()
    expect(await colour('我的页面')).toBe('rgb(0, 0, 0)')
  })
})

describe('the shim', () => {
  it('measures nodes from the top of the page', async () => {
    await page.getByText('量一量').tap()
    await logged('width 195 top 0')
  })

  it('draws on a canvas and gives the picture back', async () => {
    await page.getByText('去详情').tap()
    await page.getByText('画一张').tap()
    const picture = page.getByRole('img', { name: '画好的图' })
    await picture.waitFor()
    expect(await picture.getAttribute('src')).toMatch(/^data:image\/png/)
  })

  it('pays at the sandbox when the shopper confirms, and says so when not', async () => {
    await page.getByText('去详情').tap()
    await page.getByText('付款').tap()
    await page.getByRole('button', { name: '取消支付' }).tap()
    await page.getByText('requestPayment:fail cancel').waitFor()
    expect(paid).toEqual([])
    await page.getByText('付款').tap()
    await page.getByRole('button', { name: '确认支付' }).tap()
    await page.getByText('付好了').waitFor()
    expect(paid).toEqual([['/sandbox/pay', { prepayId: 'wx123' }]])
  })

  it('hands over a phone number for a tap on its button only', async () => {
    await page.getByRole('button', { name: '我的' }).tap()
    await page.getByText('用手机号').tap()
    await page.getByText('phone:13800000000').waitFor()
  })

  it('keeps what would be on the card when the page is shared', async () => {
    await page.getByRole('button', { name: '更多' }).tap()
    const shares = await page.evaluate(() => window.__probe.shares)
    expect(shares).toEqual([{ title: '来看看', path: '/deep/detail/index?id=7', imageUrl: '', from: 'menu' }])
  })

  it('refuses what it does not have, and notes it', async () => {
    await page.getByText('用没有的能力').tap()
    await logged('scanCode:fail')
    expect(await page.evaluate(() => window.__probe.unknown)).toEqual(['scanCode'])
  })
})
