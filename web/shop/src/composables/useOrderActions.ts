import { call } from '@/api/call'
import type { OrderDetail } from '@/api/types'
import { go } from '@/lib/navigate'
import { confirm, tell, toastDone } from '@/lib/toast'
import { t } from '@/locales/t'
import { useCart } from '@/stores/cart'
import { useAction } from './useAction'

/** What a member can do to their order, the same from the list and from the detail. */
export function useOrderActions(changed: (order: OrderDetail) => void) {
  const cart = useCart()
  const { busy: cancelling, run: cancel } = useAction(async (key, id: string) => {
    if (!(await confirm(t('order.cancelAsk'), 'order.cancel'))) return
    changed(await call('post', '/api/shop/orders/{id}/cancel', { params: { id }, idempotencyKey: key }))
    toastDone(t('order.cancelled'))
  })

  const { busy: receiving, run: receive } = useAction(async (key, id: string) => {
    if (!(await confirm(t('order.receiveAsk'), 'order.receive'))) return
    changed(await call('post', '/api/shop/orders/{id}/receive', { params: { id }, idempotencyKey: key }))
    toastDone(t('order.received'))
  })

  const { busy: repeating, run: again } = useAction(async (key, id: string) => {
    const { added, gone } = await call('post', '/api/shop/orders/{id}/again', {
      params: { id },
      idempotencyKey: key,
    })
    void cart.load().catch(() => {})
    const fewer = added.filter((line) => line.note)
    const missing = [...gone, ...fewer].map((line) => `${line.name} ${line.specText}：${line.note ?? ''}`)
    if (!added.length) return void (await tell(t('order.againNothing', { list: missing.join('\n') })))
    if (missing.length) await tell(t('order.againSome', { list: missing.join('\n') }))
    else toastDone(t('order.againDone'))
    go('/pages/cart/index')
  })

  return { repeating, again, cancelling, cancel, receiving, receive }
}
