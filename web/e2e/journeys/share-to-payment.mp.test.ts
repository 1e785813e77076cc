import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { castOf } from '../harness/actors'
import { buildMiniProgram, MINI_PROGRAM } from '../harness/setup'
import { startRunner, type Runner } from '../miniprogram/server'
import { MpShop } from './steps/mp-shop'
import { earnedBy, World, type Goods, type ShareLink } from './steps/world'

const cast = castOf('mp')

const SELLER = '林晓棠'
const BUYER = 'Momo'

describe('the compiled mini-program', () => {
  let runner: Runner
  let world: World
  let goods: Goods
  let link: ShareLink

  beforeAll(async () => {
    buildMiniProgram()
    const { shopUrl, sandboxUrl } = inject('stack')
    runner = await startRunner({
      root: MINI_PROGRAM,
      port: 0,
      apiOrigin: shopUrl,
      sandboxOrigin: sandboxUrl,
      builtOrigins: [process.env.BANYAN_BUILT_API ?? 'http://127.0.0.1:5080'],
    })
    world = await World.open()
    goods = await world.product({ name: '桂花乌龙', priceFen: 10_000, stock: 20 })
    link = await world.share(await world.member(SELLER), { type: 'product', id: goods.productId })
  })
  afterAll(() => runner.close())

  it('compiles without complaints', () => {
    expect(runner.problems).toEqual([])
  })

  it('shows every tab', async () => {
    const shop = await MpShop.enter(cast, runner, { name: 'tabs', persona: BUYER })
    await shop.openPage('pages/home/index')
    await shop.sees('为你推荐')
    await shop.actor.screenshot('home')
    for (const tab of ['分类', '购物车', '我的']) {
      await shop.press(tab)
      await shop.page.waitForTimeout(500)
      await shop.actor.screenshot(tab)
    }
    await shop.ranCleanly()
  })

  it('leads from a shared link to a paid order', async () => {
    const shop = await MpShop.enter(cast, runner, { name: 'buyer', persona: BUYER })
    await shop.openShare(link)
    await shop.sees(goods.name)
    await shop.actor.screenshot('product')
    await shop.buyNow(BUYER)
    await shop.fillAddress({ name: '莫小满', phone: '13900002222', detail: '体育路 9 号 808' })
    await shop.actor.screenshot('checkout')
    await shop.submitOrder()
    await shop.actor.screenshot('pay')
    await shop.pay()
    await shop.actor.screenshot('paid')
    await shop.ranCleanly()
    const buyer = await world.member(BUYER)
    const { items } = await buyer.get<{ items: { id: string; payableFen: number; state: string }[] }>(
      '/orders',
    )
    expect(items[0]).toMatchObject({ payableFen: 10_000, state: 'to_ship' })
    await expect.poll(async () => earnedBy(await world.member(SELLER), items[0]!.id)).toBe('2000 pending')
  })
})
