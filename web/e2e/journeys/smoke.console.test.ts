import { describe, expect, it } from 'vitest'
import { castOf } from '../harness/actors'
import { accessibilityProblems } from '../harness/axe'
import { Console } from './steps/console'

const cast = castOf('console')

describe('the console', () => {
  it('refuses a wrong password and says so', async () => {
    const desk = await Console.enter(cast, 'wrong-password')
    desk.actor.expectStatus(401)
    await desk.page.getByPlaceholder('请输入账号').fill('owner')
    await desk.page.getByPlaceholder('请输入密码').fill('not-the-password')
    await desk.page.getByRole('button', { name: '登录', exact: true }).click()
    await desk.sees(/账号或密码/)
  })

  it('shows the owner how today is going', async () => {
    const desk = await Console.enter(cast, 'overview')
    await desk.actor.screenshot('login')
    expect(await accessibilityProblems(desk.page)).toEqual([])
    await desk.login()
    for (const label of ['支付金额', '支付订单', '分享转化', '热销商品']) await desk.sees(label)
    await desk.actor.screenshot('overview')
    expect(await accessibilityProblems(desk.page)).toEqual([])
  })

  it.each([
    '商品管理',
    '商品分类',
    '品牌',
    '商品分组',
    '课程',
    '订单管理',
    '售后退款',
    '评价管理',
    '到店核销',
    '门店管理',
    '营销活动',
    '优惠券',
    '价格试算',
    '分销员',
    '佣金明细',
    '分销设置',
    '会员',
    '财务',
    '账簿',
    '店铺设置',
    '运费模板',
    '员工与角色',
    '系统维护',
  ])('opens %s for the owner', async (item) => {
    const desk = await Console.enter(cast, item)
    await desk.login()
    await desk.menu(item)
    await desk.settled()
    await desk.actor.screenshot('page')
    expect(await desk.page.getByText('没能加载出来').count()).toBe(0)
    expect(await accessibilityProblems(desk.page)).toEqual([])
  })
})
