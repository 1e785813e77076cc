import { call } from '@/api/client'
import type { ConsoleOrder, ConsoleOrderCard } from '@/api/types'
import { confirm } from '@/composables/useConfirm'
import { useSubmit } from '@/composables/useSubmit'
import { t, type MessageKey } from '@/locales'

type Handed = Pick<ConsoleOrderCard, 'id' | 'no' | 'delivery'>

const TEXTS: Record<ConsoleOrderCard['delivery'], MessageKey> = {
  express: 'orders.ship',
  pickup: 'orders.ready',
  virtual: 'orders.deliver',
}

/** What the button says that sends an order on its way. */
export function handOverText(delivery: ConsoleOrderCard['delivery']): MessageKey {
  return TEXTS[delivery]
}

/** Orders that need no parcel: what is fetched only has to lie ready, what nobody carries was given already. */
export function useHandOver(done: (order: ConsoleOrder) => void) {
  const { busy, submit } = useSubmit(async (key, { id, delivery }: Handed) => {
    if (delivery === 'pickup') {
      done(await call('post', '/orders/{id}/ready', { path: { id }, key }))
      return t('orders.readied')
    }
    done(await call('post', '/orders/{id}/deliver', { path: { id }, key }))
    return t('orders.delivered')
  })

  async function handOver(order: Handed): Promise<void> {
    const { no, delivery } = order
    const sure =
      delivery === 'pickup' ||
      (await confirm({
        title: t('orders.deliverTitle', { no }),
        body: t('orders.deliverBody'),
        confirm: t('orders.deliver'),
      }))
    if (sure) await submit(order)
  }

  return { busy, handOver }
}
