import { beforeAll, describe, expect, it } from 'vitest'
import { castOf } from '../harness/actors'
import { advanceClock, HOUR } from '../harness/clock'
import { H5Shop } from './steps/h5-shop'
import { World, type Goods, type ShareLink } from './steps/world'

const cast = castOf('journey2')

const LEADER = '果果妈'
const MEMBERS = ['老周爱喝茶', '沈知秋']
const LATE = '许一诺'

interface Run {
  id: string
  status: string
  taken: number
  left: number
}

describe.sequential('three members fill a team of three', () => {
  let world: World
  let goods: Goods
  let campaign: { id: string; name: string }
  let link: ShareLink
  let run: Run

  const runNow = async (): Promise<Run> => (await world.member(LEADER)).get<Run>(`/runs/${run.id}`)

  /** From the team's page to a paid seat. */
  const buySeat = async (shop: H5Shop): Promise<void> => {
    await shop.sees(goods.name)
    await shop.submitOrder()
    await shop.pay()
  }

  beforeAll(async () => {
    world = await World.open()
    goods = await world.product({ name: '高山脐橙', priceFen: 8_900, stock: 50 })
    campaign = await world.groupBuy(goods, { size: 3, hours: 24, priceFen: 5_900 })
    for (const persona of [LEADER, LATE, ...MEMBERS]) await world.giveAddress(persona)
  })

  it('the first starts it and sees two empty seats and the time that is left', async () => {
    const shop = await H5Shop.enter(cast, 'leader')
    await shop.openPage('pages/member/login')
    await shop.login(LEADER)
    await shop.openPage(`pages/campaign/detail?id=${campaign.id}`)
    await shop.sees('一键开团')
    await shop.actor.screenshot('campaign')
    await shop.startTeam()
    await buySeat(shop)
    await shop.press('邀请好友参团')
    await shop.sees(/还差 2 人/)
    await shop.sees('待加入')
    await shop.actor.screenshot('two-missing')
    const leader = await world.member(LEADER)
    const { myRuns } = await leader.get<{ myRuns: Run[] }>(`/campaigns/${campaign.id}`)
    run = myRuns[0]!
    expect(run).toMatchObject({ status: 'open', taken: 1, left: 2 })
    link = await world.share(leader, { type: 'run', id: run.id })
  })

  it.each(MEMBERS)('%s joins by the link', async (persona) => {
    const shop = await H5Shop.enter(cast, `joins-${MEMBERS.indexOf(persona) + 1}`)
    const { left } = await runNow()
    await shop.openShare(link)
    await shop.sees(left === 1 ? /就差你一个了|还差 1 人/ : /还差 2 人/)
    await shop.joinTeam(persona)
    await buySeat(shop)
    await shop.actor.screenshot('paid')
    await expect.poll(async () => (await runNow()).left).toBe(left - 1)
  })

  it('the third payment completes it', async () => {
    await expect.poll(async () => (await runNow()).status).toBe('succeeded')
    const shop = await H5Shop.enter(cast, 'success')
    await shop.openPage('pages/member/login')
    await shop.login(LEADER)
    await shop.openPage(`pages/campaign/run?id=${run.id}`)
    await shop.sees('拼团成功')
    await shop.actor.screenshot('succeeded')
    const { items } = await (
      await world.member(LEADER)
    ).get<{ items: { state: string; holdText: string | null }[] }>('/orders')
    expect(items[0]).toMatchObject({ state: 'to_ship', holdText: null })
  })

  it('a fourth finds it full and is offered a team of their own', async () => {
    const shop = await H5Shop.enter(cast, 'fourth')
    await shop.openShare(link)
    await shop.sees('拼团成功')
    await shop.button('看看其他团').waitFor()
    expect(await shop.button(/参团$/).count()).toBe(0)
    await shop.actor.screenshot('full')
    const late = await world.member(LATE)
    await expect(late.post(`/runs/${run.id}/acts/join`)).rejects.toMatchObject({ status: 409 })
  })

  it('a second team expires and everybody gets their money back', async () => {
    const shop = await H5Shop.enter(cast, 'expires')
    await shop.openPage('pages/member/login')
    await shop.login(LATE)
    await shop.openPage(`pages/campaign/detail?id=${campaign.id}`)
    await shop.startTeam()
    await buySeat(shop)
    const late = await world.member(LATE)
    const { items } = await late.get<{ items: { id: string; payableFen: number; runId: string }[] }>(
      '/orders',
    )
    const order = items[0]!
    await advanceClock(world.staff, world.sandbox, 25 * HOUR)
    const refunded = async () => (await late.get<{ refundedFen: number }>(`/orders/${order.id}`)).refundedFen
    await expect.poll(refunded, { timeout: 30_000 }).toBe(order.payableFen)
    await shop.openPage(`pages/campaign/run?id=${order.runId}`)
    await shop.sees('拼团未成功')
    await shop.actor.screenshot('expired')
  })
})
