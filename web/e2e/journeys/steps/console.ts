import { inject } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import type { Actor } from '../../harness/actor'
import type { Cast } from '../../harness/actors'

/** The merchant's console, by its visible texts. */
export class Console {
  readonly page: Page

  private constructor(readonly actor: Actor) {
    this.page = actor.page
  }

  static async enter(cast: Cast, name: string): Promise<Console> {
    const desk = new Console(await cast.staff(name))
    await desk.page.goto(inject('stack').consoleUrl)
    return desk
  }

  async login(login = 'owner', password = inject('stack').ownerPassword): Promise<void> {
    await this.page.getByPlaceholder('请输入账号').fill(login)
    await this.page.getByPlaceholder('请输入密码').fill(password)
    await this.page.getByRole('button', { name: '登录', exact: true }).click()
    await this.sees('待办事项')
  }

  text(text: string | RegExp, options: { exact?: boolean } = {}): Locator {
    return this.page.getByText(text, options).locator('visible=true').first()
  }

  async sees(text: string | RegExp, options?: { exact?: boolean }): Promise<void> {
    await this.text(text, options).waitFor()
  }

  /** Once nothing is being fetched and drawn any more. */
  async settled(): Promise<void> {
    await this.page.waitForLoadState('networkidle')
    await this.page.waitForTimeout(300)
  }

  async openOrder(no: string): Promise<void> {
    await this.menu('订单管理')
    await this.text(no).click()
  }

  /** Goes to a page by the menu on the left. */
  async menu(item: string): Promise<void> {
    await this.page
      .locator('aside, nav')
      .getByText(item, { exact: true })
      .locator('visible=true')
      .first()
      .click()
  }
}
