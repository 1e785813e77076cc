import { call } from '@/api/call'
import type { BeginResponse } from '@/api/types'
import { packLines } from '@/lib/checkout-lines'
import { go } from '@/lib/navigate'
import { useSession } from '@/stores/session'
import { useAction } from './useAction'

/** Where a campaign sends a member who has just begun or joined: to pay for what it offers, or to the run itself. */
export function follow(answer: BeginResponse, skuId: string | null): void {
  if (answer.next === 'checkout' && skuId) {
    const lines = packLines([{ skuId, quantity: 1, offerRef: answer.offerRef }])
    go(`/pages/order/checkout?lines=${lines}`)
  } else if (answer.runId) {
    go(`/pages/campaign/run?id=${answer.runId}`)
  }
}

/** Beginning a campaign and acting on a run, the same for every kind. */
export function useCampaignActs(changed: () => void) {
  const session = useSession()

  const { busy: beginning, run: begin } = useAction(async (key, id: string, skuId: string | null) => {
    if (!session.required()) return false
    const body = { skuId, payload: null }
    follow(
      await call('post', '/api/shop/campaigns/{id}/begin', { params: { id }, body, idempotencyKey: key }),
      skuId,
    )
    return true
  })

  const { busy: acting, run: act } = useAction(
    async (key, id: string, name: string, skuId: string | null) => {
      if (!session.required()) return false
      const answer = await call('post', '/api/shop/runs/{id}/acts/{act}', {
        params: { id, act: name },
        body: { payload: skuId ? { skuId } : {} },
        idempotencyKey: key,
      })
      // What was done in the run itself shows when the run is read again.
      if ('next' in answer && answer.next === 'checkout') follow(answer, skuId)
      else changed()
      return true
    },
  )

  return { beginning, begin, acting, act }
}
