import { beforeAll, describe, expect, it } from 'vitest'
import { castOf } from '../harness/actors'
import { Console } from './steps/console'
import { World, yuan } from './steps/world'

const cast = castOf('owner')

/** The smallest picture there is: one transparent point. */
const POINT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const GOODS = 200
const BAD = 5
const ORDERS = 50
/** Somebody new each time, so that the orders counted are the journey's own. */
const BUYER = `批量小王${Date.now().toString(36).slice(-4)}`

interface Product {
  specs: { name: string; values: string[] }[]
  skus: { id: string; specValues: string[]; priceFen: number; stock: number }[]
}

/** A CSV as it comes out of a Chinese spreadsheet. */
const sheet = (name: string, rows: string[][]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from('\uFEFF' + rows.map((row) => row.join(',') + '\r\n').join('')),
})

describe.sequential('an owner does a day’s work', () => {
  let world: World
  let apron = ''
  let skuIds: string[] = []

  beforeAll(async () => {
    world = await World.open()
  })

  it('puts goods of two colours and three sizes on the shelf', async () => {
    const desk = await Console.enter(cast, 'new-product')
    await desk.login()
    await desk.menu('商品管理')
    await desk.page.getByRole('link', { name: '发布商品' }).click()
    apron = `手工棉麻围裙 ${Date.now().toString(36).slice(-5)}`
    await desk.page.getByPlaceholder(/写清品名和规格/).fill(apron)
    await desk.page.getByPlaceholder('请选择分类').click()
    await desk.page.locator('.t-select-option').getByText('居家好物').click()
    await desk.page
      .locator('input[type=file][multiple]')
      .first()
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: POINT })
    await desk.page.getByText('封面').waitFor()
    await addSpec(desk, 0, '颜色', ['灰绿', '燕麦'])
    await addSpec(desk, 1, '尺码', ['小', '中', '大'])
    const fill = desk.page.locator('.fill')
    await fill.getByPlaceholder('价格').fill('89')
    await fill.getByPlaceholder('库存').fill('30')
    await fill.getByRole('button', { name: '填充' }).click()
    await desk.actor.screenshot('six-skus')
    await desk.page.getByRole('button', { name: '保存', exact: true }).click()
    await desk.sees('商品已发布')

    const { items } = await world.staff.get<{ items: { id: string; name: string }[] }>(
      `/products?q=${encodeURIComponent(apron)}`,
    )
    const saved = await world.staff.get<Product>(`/products/${items[0]!.id}`)
    expect(saved.specs).toEqual([
      { name: '颜色', values: ['灰绿', '燕麦'] },
      { name: '尺码', values: ['小', '中', '大'] },
    ])
    expect(saved.skus.map((sku) => [sku.priceFen, sku.stock])).toEqual(Array(6).fill([8_900, 30]))
    skuIds = saved.skus.map((sku) => sku.id)
  })

  it('takes a fifth off them for a week', async () => {
    const desk = await Console.enter(cast, 'discount')
    await desk.login()
    await desk.menu('营销活动')
    await desk.page.getByText('新建活动').first().click()
    await desk.page.getByText('限时折扣').first().click()
    await desk.page.getByRole('textbox', { name: '活动名称' }).fill(`${apron} 八折`)
    await desk.page.getByText('指定商品', { exact: true }).click()
    await desk.page.getByRole('button', { name: '选择商品' }).click()
    const dialog = desk.page.locator('.t-dialog').locator('visible=true')
    await dialog.getByPlaceholder('商品名称').fill(apron)
    await dialog.getByPlaceholder('商品名称').press('Enter')
    const row = dialog.getByRole('row').filter({ hasText: apron })
    await row.getByText('选这件').click()
    await dialog.waitFor({ state: 'hidden' })
    await desk.actor.screenshot('a-fifth-off')
    await desk.page.getByRole('button', { name: '保存并发布' }).click()
    await desk.page.getByRole('button', { name: '发布', exact: true }).click()
    await desk.sees('进行中')

    const buyer = await world.member(BUYER)
    const quote = await buyer.post<{ payableFen: number; lines: { unitPriceFen: number }[] }>('/quotes', {
      lines: skuIds.map((skuId) => ({ skuId, quantity: 1, offerRef: null })),
      choices: { couponIds: [], usePoints: false, tenders: [] },
    })
    expect(quote.lines.map((line) => line.unitPriceFen)).toEqual(Array(6).fill(7_120))
  })

  it('imports two hundred goods of which five rows are wrong', async () => {
    const desk = await Console.enter(cast, 'import')
    await desk.login()
    await desk.menu('商品管理')
    await desk.page.getByRole('link', { name: '批量导入' }).click()
    const tag = Date.now().toString(36).slice(-5)
    const shelf = await world.staff.get<{ items: { coverUrl: string }[] }>('/products?limit=1')
    const picture = shelf.items[0]!.coverUrl
    const rows = Array.from({ length: GOODS }, (_, i) => [
      `导入好物 ${tag} ${i + 1}`,
      i % (GOODS / BAD) === 7 ? '没有的分类' : '居家好物',
      '19.90',
      '',
      '10',
      picture,
      '',
    ])
    const head = ['商品名称', '分类', '售价', '划线价', '库存', '图片', '规格']
    await desk.page.locator('input[type=file]').setInputFiles(sheet('goods.csv', [head, ...rows]))
    await desk.sees(`导入 ${GOODS - BAD} 件商品`)
    await desk.sees(/没有「没有的分类」这个分类/)
    await desk.actor.screenshot('checked')
    await desk.page.getByRole('button', { name: `导入 ${GOODS - BAD} 件商品` }).click()
    await desk.text(`导入完成：${GOODS - BAD} 件已发布，${BAD} 行没有导入`).waitFor({ timeout: 60_000 })
    await desk.actor.screenshot('finished')
  })

  it('ships fifty orders by a file and watches them go', async () => {
    const numbers = await fiftyPaidOrders(world)
    const desk = await Console.enter(cast, 'batch-ship')
    await desk.login()
    await desk.menu('订单管理')
    await desk.page.getByText('批量发货', { exact: true }).click()
    const rows = numbers.map((no, i) => [`${no}\t`, '中通快递', `ZT${String(i).padStart(8, '0')}`])
    await desk.page
      .locator('input[type=file]')
      .setInputFiles(sheet('shipping.csv', [['订单号', '快递公司', '运单号'], ...rows]))
    await desk.sees(`${ORDERS} 笔可以发货，0 行有问题`)
    const seen: number[] = []
    await desk.page.exposeFunction('sawProgress', (value: number) => seen.push(value))
    await desk.page.evaluate(() => {
      const tell = (window as unknown as { sawProgress(value: number): void }).sawProgress
      new MutationObserver(() => {
        const bar = document.querySelector('progress')
        if (bar) tell(bar.value)
      }).observe(document.body, { subtree: true, childList: true, attributes: true })
    })
    await desk.page.getByRole('button', { name: `发货 ${ORDERS} 笔` }).click()
    await desk.text(`已发货 ${ORDERS} 笔，0 笔没有成功`).waitFor({ timeout: 60_000 })
    await desk.actor.screenshot('shipped')
    expect(new Set(seen).size, 'the bar moved').toBeGreaterThan(2)

    const buyer = await world.member(BUYER)
    const { items } = await buyer.get<{ items: unknown[] }>('/orders?state=shipped&limit=100')
    expect(items).toHaveLength(ORDERS)
  })
})

async function addSpec(desk: Console, at: number, name: string, values: string[]): Promise<void> {
  await desk.page.getByRole('button', { name: '添加规格' }).click()
  await desk.page.getByPlaceholder('规格名').nth(at).fill(name)
  const field = desk.page.locator('.spec').nth(at).locator('.values input')
  for (const value of values) {
    await field.fill(value)
    await field.press('Enter')
  }
}

/** Paid from a balance, so that nobody has to stand at the cashier fifty times. */
async function fiftyPaidOrders(world: World): Promise<string[]> {
  const goods = await world.product({ name: '批发小饼', priceFen: 100, stock: 100 })
  await world.endow(BUYER, { growth: 1, points: 1, storedFen: 100_000, couponFen: 100 })
  await world.giveAddress(BUYER)
  const buyer = await world.member(BUYER)
  const { items } = await buyer.get<{ items: { id: string }[] }>('/addresses')
  const numbers: string[] = []
  for (let i = 0; i < ORDERS; i++) {
    const order = await buyer.post<{ no: string; state: string; payableFen: number }>('/orders', {
      lines: [{ skuId: goods.skuId, quantity: 1, offerRef: null }],
      addressId: items[0]!.id,
      choices: { couponIds: [], usePoints: false, tenders: ['stored_value'] },
    })
    expect(order.state, `an order of ${yuan(order.payableFen)} is paid`).toBe('to_ship')
    numbers.push(order.no)
  }
  return numbers
}
