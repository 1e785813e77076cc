import type { PayResponse } from '@/api/types'
import { Problem } from '@/api/problem'
import { t } from '@/locales/t'
import { inWeChat, isMiniProgram } from './platform'
import { copy } from './toast'

/** done: WeChat says so, ask the server · away: another page took over · cancelled: the shopper closed it. */
export type PayOutcome = 'done' | 'away' | 'cancelled'

type Jsapi = NonNullable<PayResponse['jsapi']>

function resultPage(orderId: string): string {
  return `/pages/order/result?id=${orderId}`
}

function payInMiniProgram(jsapi: Jsapi): Promise<PayOutcome> {
  return new Promise((resolve, reject) => {
    uni.requestPayment({
      provider: 'wxpay',
      orderInfo: '',
      timeStamp: jsapi.timeStamp,
      nonceStr: jsapi.nonceStr,
      package: jsapi.package,
      signType: jsapi.signType,
      paySign: jsapi.paySign,
      success: () => resolve('done'),
      fail: (error: { errMsg?: string }) =>
        /cancel/i.test(error.errMsg ?? '')
          ? resolve('cancelled')
          : reject(new Problem('pay_failed', -1, t('pay.failed'))),
    })
  })
}

interface Bridge {
  invoke(name: string, args: object, answer: (result: { err_msg: string }) => void): void
}

function payInWeChatPage(jsapi: Jsapi): Promise<PayOutcome> {
  const bridge = (window as unknown as { WeixinJSBridge?: Bridge }).WeixinJSBridge
  if (!bridge) return Promise.reject(new Problem('pay_outside', -1, t('pay.outside')))
  return new Promise((resolve, reject) => {
    bridge.invoke('getBrandWCPayRequest', jsapi, ({ err_msg: said }) => {
      if (said.endsWith(':ok')) resolve('done')
      else if (said.endsWith(':cancel')) resolve('cancelled')
      else reject(new Problem('pay_failed', -1, t('pay.failed')))
    })
  })
}

function openCashier(cashierUrl: string, orderId: string): PayOutcome {
  const back = `${location.origin}${location.pathname}${location.search}#${resultPage(orderId)}`
  const joint = cashierUrl.includes('?') ? '&' : '?'
  location.href = `${cashierUrl}${joint}return=${encodeURIComponent(back)}`
  return 'away'
}

/** Hands the payment to whatever can take it here. Whether it was paid is for the server to say, never for the phone. */
export async function payWith(answer: PayResponse, orderId: string): Promise<PayOutcome> {
  if (answer.paid) return 'done'
  if (isMiniProgram()) {
    if (answer.jsapi) return payInMiniProgram(answer.jsapi)
    if (answer.cashierUrl) copy(answer.cashierUrl, t('pay.cashierCopy'))
    return 'cancelled'
  }
  if (answer.jsapi && inWeChat()) return payInWeChatPage(answer.jsapi)
  if (answer.cashierUrl) return openCashier(answer.cashierUrl, orderId)
  throw new Problem('pay_outside', -1, t('pay.outside'))
}
