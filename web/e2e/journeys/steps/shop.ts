import type { Locator, Page } from 'playwright-core'
import type { Actor } from '../../harness/actor'

export interface AddressEntry {
  name: string
  phone: string
  detail: string
}

/**
 * The shop as somebody uses it, by what is written on the screen. H5 and the mini-program share these steps; only how one
 * arrives, logs in and pays differs.
 */
export abstract class Shop {
  readonly page: Page

  constructor(readonly actor: Actor) {
    this.page = actor.page
  }

  /** What can be seen: pages further down the stack stay in the document, hidden. */
  text(text: string | RegExp, options: { exact?: boolean } = {}): Locator {
    return this.page.getByText(text, options).locator('visible=true').first()
  }

  /** A button by its label, e.g. 立即购买. */
  button(label: string | RegExp): Locator {
    return this.page.getByRole('button', { name: label }).locator('visible=true').last()
  }

  /** A field by its placeholder; the mini-program's elements carry the placeholder too, the inner field is meant. */
  field(placeholder: string): Locator {
    const inner = 'input, textarea'
    const byAttribute = this.page.getByPlaceholder(placeholder).and(this.page.locator(inner))
    const byLabel = this.page
      .locator('.uni-input-wrapper, .uni-textarea-wrapper')
      .filter({ hasText: placeholder })
      .locator(inner)
    return byAttribute.or(byLabel).locator('visible=true').first()
  }

  async sees(text: string | RegExp, options?: { exact?: boolean }): Promise<void> {
    await this.text(text, options).waitFor()
  }

  /** One tap of a finger. */
  protected touch(target: Locator): Promise<void> {
    return target.tap()
  }

  async tap(text: string | RegExp, options?: { exact?: boolean }): Promise<void> {
    await this.touch(this.text(text, options))
  }

  async press(label: string | RegExp): Promise<void> {
    await this.touch(this.button(label))
  }

  /** The yes of the question that is asked on top of the page. */
  async confirm(): Promise<void> {
    await this.touch(this.page.locator('.uni-modal__btn_primary, .mp-modal .confirm').locator('visible=true'))
  }

  abstract openShare(link: { url: string; path: string }): Promise<void>
  abstract openPage(path: string): Promise<void>
  abstract pay(): Promise<void>

  /** The demo lets one choose who one is; the page before it comes back by itself. */
  async login(persona: string): Promise<void> {
    await this.sees('选择一位体验者登录')
    await this.tap(persona, { exact: true })
    await this.text('选择一位体验者登录').waitFor({ state: 'hidden' })
  }

  /** Opens the specs sheet with one button and goes on with the same one inside it; our goods have one SKU each. */
  protected async throughSheet(label: string | RegExp): Promise<void> {
    await this.press(label)
    await this.sees(/^已选/)
    await this.press(label)
  }

  /** On a product's page, as somebody who is not logged in yet: the specs sheet is still there after the login. */
  async buyNow(persona: string): Promise<void> {
    await this.throughSheet('立即购买')
    await this.login(persona)
    await this.press('立即购买')
    await this.toCheckout()
  }

  /** From the checkout to a new address and back; it says 添加收货地址 to somebody who has none. */
  async fillAddress(entry: AddressEntry): Promise<void> {
    await this.touch(this.page.locator('.address').locator('visible=true').first())
    await this.press('新增收货地址')
    await this.field('请填写真实姓名').fill(entry.name)
    await this.field('11 位手机号码').fill(entry.phone)
    await this.tap('省 / 市 / 区县')
    await this.press('确定')
    await this.field('街道、小区、楼栋、门牌号').fill(entry.detail)
    await this.press('保存')
    await this.tap(entry.detail)
    await this.toCheckout()
    await this.sees(entry.name)
  }

  /** On the group buy's page: a new team. */
  async startTeam(): Promise<void> {
    await this.throughSheet(/一键开团$/)
    await this.toCheckout()
  }

  /** On a team's page, as somebody who is not logged in yet. */
  async joinTeam(persona: string): Promise<void> {
    await this.press(/参团$/)
    await this.login(persona)
    await this.throughSheet(/参团$/)
    await this.toCheckout()
  }

  async toCheckout(): Promise<void> {
    await this.sees('提交订单')
  }

  async submitOrder(): Promise<void> {
    await this.press('提交订单')
    await this.sees('剩余支付时间')
  }
}
