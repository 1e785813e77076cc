import { beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../harness/api'
import { castOf } from '../harness/actors'
import { advanceClock, DAY } from '../harness/clock'
import { Console } from './steps/console'
import { H5Shop } from './steps/h5-shop'
import { earnedBy, World, type Goods, type ShareLink } from './steps/world'

const cast = castOf('journey1')

const SELLER = '林晓棠'
const UPLINE = '周明远'
const BUYER = '阿宁'

describe.sequential('a share becomes a paid order and a commission', () => {
  let world: World
  let seller: ApiClient
  let goods: Goods
  let link: ShareLink
  let orderNo = ''
  let orderId = ''

  const earned = async (): Promise<{ seller: string; upline: string }> => ({
    seller: await earnedBy(await world.member(SELLER), orderId),
    upline: await earnedBy(await world.member(UPLINE), orderId),
  })

  beforeAll(async () => {
    world = await World.open()
    seller = await world.member(SELLER)
    goods = await world.product({ name: '云雾绿茶', priceFen: 10_000, stock: 20 })
    link = await world.share(seller, { type: 'product', id: goods.productId })
  })

  it('a visitor opens the link, logs in, buys for ¥100.00 and pays', async () => {
    const shop = await H5Shop.enter(cast, 'buyer')
    await shop.openShare(link)
    await shop.sees(goods.name)
    await shop.actor.screenshot('product')
    await shop.buyNow(BUYER)
    await shop.fillAddress({ name: '宁小满', phone: '13900001111', detail: '文三路 18 号 2 单元 301' })
    await shop.sees('提交订单')
    await shop.actor.screenshot('checkout')
    await shop.submitOrder()
    await shop.actor.screenshot('pay')
    await shop.pay()
    await shop.actor.screenshot('paid')
    const buyer = await world.member(BUYER)
    const { items } = await buyer.get<{
      items: { id: string; no: string; payableFen: number; state: string }[]
    }>('/orders')
    expect(items[0]).toMatchObject({ payableFen: 10_000, state: 'to_ship' })
    orderNo = items[0]!.no
    orderId = items[0]!.id
  })

  it('the seller sees ¥20.00 pending and why, the upline ¥5.00', async () => {
    await expect.poll(earned).toEqual({ seller: '2000 pending', upline: '500 pending' })
    const shop = await H5Shop.enter(cast, 'seller')
    await shop.openPage('pages/member/login')
    await shop.login(SELLER)
    await shop.openPage('pages/distribution/centre')
    await shop.sees('待结算')
    await shop.actor.screenshot('centre')
    await shop.openPage('pages/distribution/commissions')
    await shop.sees(goods.name)
    await shop.sees('¥20.00')
    await shop.actor.screenshot('commissions')
    await shop.tap('为什么是这个数')
    await shop.sees('推广佣金 ¥20.00 是怎么来的')
    await shop.actor.screenshot('why')
  })

  it('the console shows the order with its quote, claims and the reason of each commission', async () => {
    const desk = await Console.enter(cast, 'order')
    await desk.login()
    await desk.openOrder(orderNo)
    for (const text of [goods.name, '计价过程', '额度占用', SELLER, UPLINE]) await desk.sees(text)
    await desk.actor.screenshot('order')
    await desk.text('为什么').click()
    await desk.sees('推广佣金 ¥20.00 是怎么来的')
    await desk.actor.screenshot('why')
  })

  it('half of it is refunded and both commissions are halved', async () => {
    const { lines } = await world.staff.get<{ lines: { id: string }[] }>(`/orders/${orderId}`)
    await world.staff.post(`/orders/${orderId}/refunds`, {
      lines: [{ lineId: lines[0]!.id, quantity: 0, amountFen: 5000 }],
      reason: '包装破损，协商退一半',
    })
    await expect.poll(earned, { timeout: 20_000 }).toEqual({ seller: '1000 pending', upline: '250 pending' })
  })

  it('after receipt and the after-sale window the rest is in the balance', async () => {
    await world.staff.post(`/orders/${orderId}/ship`, {
      recipientNo: 1,
      company: '顺丰速运',
      trackingNo: 'SF1234567890',
    })
    const shop = await H5Shop.enter(cast, 'receiver')
    await shop.openPage('pages/member/login')
    await shop.login(BUYER)
    await shop.openPage(`pages/order/detail?id=${orderId}`)
    await shop.press('确认收货')
    await shop.confirm()
    await shop.sees('已确认收货')
    await shop.actor.screenshot('received')
    await advanceClock(world.staff, world.sandbox, 8 * DAY)
    await expect.poll(earned, { timeout: 30_000 }).toEqual({ seller: '1000 matured', upline: '250 matured' })
  })
})
