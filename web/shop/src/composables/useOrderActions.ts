import { call } from '@/api/call'
import type { OrderDetail } from '@/api/types'
import { confirm, toastDone } from '@/lib/toast'
import { t } from '@/locales/t'
import { useAction } from './useAction'

/** What a member can do to their order, the same from the list and from the detail. */
export function useOrderActions(changed: (order: OrderDetail) => void) {
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

  return { cancelling, cancel, receiving, receive }
}
