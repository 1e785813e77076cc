import { confirmPayment } from '../overlays'
import { asyncApi, text, WxFailure, type Options } from './call'

/**
 * The cashier is ours: after the tap it asks the sandbox's control API to pay, which then notifies the server as WeChat
 * would. That the program signs and sends the right five fields is checked, what WeChat shows is not.
 */
async function requestPayment(options: Options): Promise<object> {
  const missing = ['timeStamp', 'nonceStr', 'package', 'signType', 'paySign'].filter(
    (name) => !text(options[name]),
  )
  if (missing.length) throw new WxFailure(`parameter error: ${missing.join(', ')} missing`)
  const prepayId = /^prepay_id=(.+)$/.exec(text(options.package))?.[1]
  if (!prepayId) throw new WxFailure('parameter error: package')
  if (!(await confirmPayment(prepayId))) throw new WxFailure('cancel')
  const response = await fetch('/__runner/sandbox/sandbox/pay', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prepayId }),
  })
  if (!response.ok) throw new WxFailure(`pay ${response.status} ${await response.text()}`)
  return {}
}

export const payment = {
  login: asyncApi('login', () => ({ code: `persona:${window.__runner.persona}` })),
  checkSession: asyncApi('checkSession', () => undefined),
  requestPayment: asyncApi('requestPayment', requestPayment),
  requestSubscribeMessage: asyncApi('requestSubscribeMessage', (options) =>
    Object.fromEntries(((options.tmplIds as string[] | undefined) ?? []).map((id) => [id, 'accept'])),
  ),
}
