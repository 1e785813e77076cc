import { computed, ref, shallowRef, type Ref } from 'vue'
import { MessagePlugin } from 'tdesign-vue-next'
import { call } from '@/api/client'
import type { BulkReviewAct, ConsoleReview } from '@/api/types'
import { useSubmit } from '@/composables/useSubmit'
import { t } from '@/locales'

/** What staff do to reviews: to one, or to all that are ticked. */
export function useReviewActs(rows: Ref<ConsoleReview[]>, reload: () => Promise<void>) {
  const ticked = ref<string[]>([])
  const asking = shallowRef<{ act: 'reply' | 'hide'; reviews: ConsoleReview[] } | null>(null)
  const chosen = computed(() => rows.value.filter((row) => ticked.value.includes(row.id)))

  const acting = useSubmit(
    async (_key, act: BulkReviewAct, reviews: ConsoleReview[], text: string | null) => {
      const answer = await call('post', '/reviews/bulk', {
        body: { act, text, reviews: reviews.map(({ id, version }) => ({ id, version })) },
      })
      asking.value = null
      ticked.value = []
      await reload()
      // What changed under somebody's hands is on screen again, to be looked at before it is touched.
      if (answer.changed.length)
        void MessagePlugin.warning(t('reviews.changed', { n: answer.changed.length }))
      return answer.done ? t('reviews.done', { n: answer.done }) : undefined
    },
  )

  function tick(id: string, on: boolean): void {
    ticked.value = on ? [...ticked.value, id] : ticked.value.filter((one) => one !== id)
  }

  return { ticked, chosen, asking, acting, tick }
}
