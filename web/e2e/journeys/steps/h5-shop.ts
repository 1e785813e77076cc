import { inject } from 'vitest'
import type { Cast } from '../../harness/actors'
import { Shop } from './shop'

export class H5Shop extends Shop {
  static async enter(cast: Cast, name: string): Promise<H5Shop> {
    return new H5Shop(await cast.shopper(name))
  }

  async openShare(link: { url: string }): Promise<void> {
    await this.page.goto(link.url)
  }

  async openPage(path: string): Promise<void> {
    await this.page.goto(`${inject('stack').shopUrl}/#/${path}`)
  }

  /** The demo's cashier is a page of the sandbox, which sends the shopper back by itself. */
  async pay(): Promise<void> {
    await this.press(/^立即支付/)
    await this.page.getByTestId('pay').tap()
    await this.page.waitForURL((url) => url.href.startsWith(inject('stack').shopUrl))
    await this.sees('支付成功')
  }
}
