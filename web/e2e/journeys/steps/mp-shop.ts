import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import type { Cast } from '../../harness/actors'
import type { Runner } from '../../miniprogram/server'
import { Shop } from './shop'

/** The compiled mini-program in the runner. Login, cashier and pickers are the runner's. */
export class MpShop extends Shop {
  private persona = ''

  static async enter(cast: Cast, runner: Runner, visit: { name: string; persona: string }): Promise<MpShop> {
    const shop = new MpShop(await cast.shopper(visit.name, [runner.origin]))
    shop.runner = runner
    shop.persona = visit.persona
    return shop
  }

  private runner!: Runner

  async openShare(link: { path: string }): Promise<void> {
    await this.page.goto(this.runner.open({ persona: this.persona, path: link.path, scene: 1007 }))
  }

  async openPage(path: string): Promise<void> {
    await this.page.goto(this.runner.open({ persona: this.persona, path }))
  }

  /**
   * A component's host is an inline element around a block, and for such a point `elementsFromPoint` names the host first,
   * which playwright takes for something in the way. So the finger goes where the element is, once it is on top there.
   */
  protected override async touch(target: Locator): Promise<void> {
    await target.waitFor()
    await target.scrollIntoViewIfNeeded()
    const point = async () =>
      target.evaluate((element) => {
        const box = element.getBoundingClientRect()
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
        const hit = document.elementFromPoint(x, y)
        const free =
          hit !== null &&
          (element.contains(hit) || hit.contains(element) || hit.shadowRoot?.contains(element))
        return free ? { x, y } : null
      })
    let before = await point()
    await expect
      .poll(async () => {
        const now = await point()
        const still = now !== null && before !== null && now.x === before.x && now.y === before.y
        before = now
        return still
      })
      .toBe(true)
    await this.page.touchscreen.tap(before!.x, before!.y)
  }

  async pay(): Promise<void> {
    await this.page.getByRole('button', { name: '确认支付' }).tap()
    await this.sees('支付成功')
  }

  /** The program ran without errors and asked for nothing that the shim does not have. */
  async ranCleanly(): Promise<void> {
    const { errors, unknown } = await this.page.evaluate(() => ({
      errors: window.__probe.errors,
      unknown: window.__probe.unknown,
    }))
    expect(errors).toEqual([])
    expect(unknown).toEqual([])
  }
}
