import { call } from './api'

export interface SandboxOrder {
  outTradeNo: string
  prepayId: string
  state: string
  totalFen: number
  refundedFen: number
  description: string
}

/** The sandbox's control API: everything WeChat's side of the story can do. */
export class Sandbox {
  constructor(private readonly origin: string) {}

  async orders(): Promise<SandboxOrder[]> {
    return (await call<{ items: SandboxOrder[] }>(`${this.origin}/sandbox/orders`)).items
  }

  order(outTradeNo: string): Promise<SandboxOrder> {
    return call(`${this.origin}/sandbox/orders/${outTradeNo}`)
  }

  /** Pays and waits until the shop has answered the notification. */
  pay(by: { outTradeNo: string } | { prepayId: string }): Promise<unknown> {
    return call(`${this.origin}/sandbox/pay`, { body: { ...by, waitSeconds: 10 } })
  }

  clock(): Promise<{ now: string; offsetSeconds: number }> {
    return call(`${this.origin}/sandbox/clock`)
  }

  advance(advanceSeconds: number): Promise<unknown> {
    return call(`${this.origin}/sandbox/clock`, { body: { advanceSeconds } })
  }
}
