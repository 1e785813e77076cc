import { beforeAll, describe, expect, it } from 'vitest'
import { castOf } from '../harness/actors'
import { Console } from './steps/console'
import { H5Shop } from './steps/h5-shop'
import { World, type Goods } from './steps/world'

const cast = castOf('journey3')

const BUYER = '小榕'
const PIECES = 3

interface Order {
  id: string
  state: string
  payableFen: number
  lines: { id: string; refundedFen: number; refundedQuantity: number }[]
  quote: { cashFen: number; tenders: { code: string; useFen: number }[] }
}

/**
 * ¥100.00 × 3: member price 9.5 折 → 285.00, 满 200 减 30 → 255.00, coupon 20 → 235.00, 5,000 points → 185.00, of which 60.00 by
 * stored value. One piece back is ⌊185.00 / 3⌋ = 61.66: ⌊60.00 × 61.66 / 185.00⌋ = 19.99 to the balance, 41.67 to WeChat.
 */
describe.sequential('a member uses every discount and returns one of three pieces', () => {
  let world: World
  let goods: Goods
  let orderId = ''

  const order = async (): Promise<Order> => (await world.member(BUYER)).get<Order>(`/orders/${orderId}`)
  const stored = async (): Promise<number> => {
    const buyer = await world.member(BUYER)
    const balances = await buyer.get<{ code: string; balance: number }[]>('/wallet')
    return balances.find((one) => one.code === 'stored_value')?.balance ?? 0
  }

  beforeAll(async () => {
    world = await World.open()
    goods = await world.product({ name: '手摇桂花乌龙', priceFen: 10_000, stock: 20 })
    await world.promotion(goods, 20_000, 3_000)
    await world.endow(BUYER, { growth: 2_000, points: 5_000, storedFen: 6_000, couponFen: 2_000 })
    await world.giveAddress(BUYER)
  })

  it('the checkout explains every step and takes ¥125.00 by WeChat', async () => {
    const shop = await H5Shop.enter(cast, 'buyer')
    await shop.openPage('pages/member/login')
    await shop.login(BUYER)
    const buyer = await world.member(BUYER)
    await buyer.put(`/cart/items/${goods.skuId}`, { quantity: PIECES, selected: true })
    await shop.openPage('pages/cart/index')
    await shop.sees(goods.name)
    await shop.press(/结算/)
    await shop.toCheckout()
    await shop.sees('¥20.00')
    await shop.press('积分')
    await shop.press('储值')
    await shop.sees('¥125.00')
    await shop.tap('怎么算的')
    for (const text of ['金卡会员 9.5 折', '满减优惠', '积分抵扣']) await shop.sees(new RegExp(text))
    await shop.actor.screenshot('checkout')
    await shop.submitOrder()
    await shop.pay()
    const { items } = await buyer.get<{ items: { id: string }[] }>('/orders')
    orderId = items[0]!.id
    const placed = await order()
    expect(placed).toMatchObject({ state: 'to_ship', payableFen: 18_500 })
    expect(placed.quote.cashFen).toBe(12_500)
    expect(await stored()).toBe(0)
  })

  it('the order arrives, and one piece is asked to be taken back', async () => {
    await world.staff.post(`/orders/${orderId}/ship`, {
      recipientNo: 1,
      company: '顺丰速运',
      trackingNo: 'SF7788990011',
    })
    const shop = await H5Shop.enter(cast, 'return')
    await shop.openPage('pages/member/login')
    await shop.login(BUYER)
    await shop.openPage(`pages/order/refund-apply?id=${orderId}`)
    await shop.tap('退货退款')
    await shop.press(/^-$/)
    await shop.press(/^-$/)
    await shop.sees('¥61.66')
    await shop.tap('质量问题')
    await shop.actor.screenshot('apply')
    await shop.press('提交申请')
    await shop.sees('等待商家处理')
  })

  it('staff agree, the goods travel back, and the money goes back the way it came', async () => {
    const desk = await Console.enter(cast, 'desk')
    await desk.login()
    await desk.menu('售后退款')
    await desk.text('处理', { exact: true }).click()
    await desk.sees('售后信息')
    await desk.page.getByRole('button', { name: '同意', exact: true }).click()
    await desk.page.getByRole('button', { name: '同意退货' }).click()
    await desk.sees('等待买家寄回商品')
    await desk.actor.screenshot('agreed')

    const shop = await H5Shop.enter(cast, 'parcel')
    await shop.openPage('pages/member/login')
    await shop.login(BUYER)
    await shop.openPage('pages/order/refunds')
    await shop.tap(goods.name)
    await shop.field('选择或填写').fill('中通快递')
    await shop.field('填写快递面单上的单号').fill('ZT1234567890')
    await shop.press('我已寄出')
    await shop.sees('等待商家收货')
    await shop.actor.screenshot('sent')

    await desk.page.reload()
    await desk.page.getByRole('button', { name: '确认收货' }).first().click()
    await desk.page
      .locator('.t-dialog')
      .getByRole('button', { name: /确认收货/ })
      .last()
      .click()
    await expect
      .poll(async () => (await order()).lines[0])
      .toMatchObject({ refundedFen: 6_166, refundedQuantity: 1 })
    expect(await stored()).toBe(1_999)
  })
})
