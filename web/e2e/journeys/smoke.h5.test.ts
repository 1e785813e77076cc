import { beforeAll, describe, expect, it } from 'vitest'
import { castOf } from '../harness/actors'
import { accessibilityProblems, UNI_H5_OWN } from '../harness/axe'
import { H5Shop } from './steps/h5-shop'
import { World } from './steps/world'

const cast = castOf('h5')

describe('the shop in a browser', () => {
  it('shows its goods to anybody', async () => {
    const shop = await H5Shop.enter(cast, 'home')
    await shop.openPage('pages/home/index')
    await shop.sees('为你推荐')
    await shop.actor.screenshot('home')
    for (const tab of ['分类', '购物车', '我的']) {
      await shop.page.locator('.uni-tabbar').getByText(tab, { exact: true }).tap()
      await shop.page.waitForTimeout(400)
      await shop.actor.screenshot(tab)
    }
    await shop.sees('点击登录')
  })

  describe('every page is readable and has names for what can be done', () => {
    const ids: Record<string, string> = {}

    beforeAll(async () => {
      const world = await World.open()
      const first = async (member: string, path: string): Promise<string> => {
        const { items } = await (await world.member(member)).get<{ items: { id: string }[] }>(path)
        return items[0]?.id ?? ''
      }
      ids.product = await first('沈知秋', '/products?limit=1')
      ids.order = await first('沈知秋', '/orders')
      ids.campaign = await first('沈知秋', '/campaigns')
    })

    it.each([
      ['沈知秋', 'home/index'],
      ['沈知秋', 'category/index'],
      ['沈知秋', 'cart/index'],
      ['沈知秋', 'me/index'],
      ['沈知秋', 'goods/search'],
      ['沈知秋', 'goods/product?id=:product'],
      ['沈知秋', 'order/list'],
      ['沈知秋', 'order/detail?id=:order'],
      ['沈知秋', 'order/refunds'],
      ['沈知秋', 'order/refund-apply?id=:order'],
      ['沈知秋', 'coupon/centre'],
      ['沈知秋', 'coupon/mine'],
      ['沈知秋', 'wallet/index'],
      ['沈知秋', 'wallet/level'],
      ['沈知秋', 'review/mine'],
      ['沈知秋', 'store/list'],
      ['沈知秋', 'campaign/list'],
      ['沈知秋', 'campaign/detail?id=:campaign'],
      ['沈知秋', 'member/addresses'],
      ['沈知秋', 'member/address-edit'],
      ['沈知秋', 'member/profile'],
      ['林晓棠', 'distribution/centre'],
      ['林晓棠', 'distribution/commissions'],
      ['林晓棠', 'distribution/customers'],
      ['林晓棠', 'distribution/goods'],
      ['林晓棠', 'distribution/poster?product=:product'],
      ['林晓棠', 'distribution/rules'],
    ])('%s sees %s', async (persona, path) => {
      const shop = await H5Shop.enter(cast, path.replace(/\W+/g, '-'))
      await shop.openPage('pages/member/login')
      await shop.login(persona)
      await shop.openPage(`pages/${path.replace(/:(\w+)/, (_, name: string) => ids[name] ?? '')}`)
      await shop.page.waitForLoadState('networkidle')
      await shop.actor.screenshot('page')
      expect(await shop.text('页面没有加载出来').isVisible()).toBe(false)
      expect(await accessibilityProblems(shop.page, { without: UNI_H5_OWN })).toEqual([])
    })
  })
})
