import { computed, reactive, ref } from 'vue'
import { call } from '@/api/client'
import type { BatchChange, BatchRow } from '@/api/types'
import { Problem } from '@/api/problem'
import { newKey } from '@/lib/keys'

const PER_CALL = 20
const PPM_PER_PERCENT = 10_000

export type BatchField = 'price' | 'shelf' | 'category' | 'tags' | 'sort'

/** Changing many products: the change, what would come of it, and how far it has got. */
export function useBatch(ids: () => string[]) {
  const form = reactive({
    field: 'price' as BatchField,
    direction: 'lower' as 'lower' | 'raise',
    by: 'percent' as 'percent' | 'amount',
    percent: null as number | null,
    amountFen: null as number | null,
    onShelf: true,
    categoryId: '',
    addTags: [] as string[],
    removeTags: [] as string[],
    sort: 0 as number | null,
  })
  const rows = ref<BatchRow[]>([])
  const done = ref(0)
  const running = ref(false)
  const stage = ref<'form' | 'preview' | 'result'>('form')

  const change = computed<BatchChange | null>(() => {
    const nothing: BatchChange = {
      categoryId: null,
      addTags: null,
      removeTags: null,
      onShelf: null,
      sort: null,
      price: null,
    }
    if (form.field === 'shelf') return { ...nothing, onShelf: form.onShelf }
    if (form.field === 'category') return form.categoryId ? { ...nothing, categoryId: form.categoryId } : null
    if (form.field === 'sort') return form.sort === null ? null : { ...nothing, sort: form.sort }
    if (form.field === 'tags') {
      const { addTags, removeTags } = form
      return addTags.length + removeTags.length > 0 ? { ...nothing, addTags, removeTags } : null
    }
    const sign = form.direction === 'lower' ? -1 : 1
    if (form.by === 'percent') {
      return form.percent
        ? { ...nothing, price: { kind: 'percent', by: sign * Math.round(form.percent * PPM_PER_PERCENT) } }
        : null
    }
    return form.amountFen ? { ...nothing, price: { kind: 'amount', by: sign * form.amountFen } } : null
  })

  async function inParts(
    send: (
      body: { productIds: string[]; change: BatchChange },
      key: string,
    ) => Promise<{ items: BatchRow[] }>,
  ): Promise<void> {
    const wanted = change.value
    if (!wanted || running.value) return
    running.value = true
    rows.value = []
    done.value = 0
    const all = ids()
    try {
      for (let from = 0; from < all.length; from += PER_CALL) {
        const productIds = all.slice(from, from + PER_CALL)
        rows.value = [...rows.value, ...(await part(send, { productIds, change: wanted }))]
        done.value = from + productIds.length
      }
    } finally {
      running.value = false
    }
  }

  /** A part that fails as a whole is told product by product, and the parts behind it go on. */
  async function part(
    send: (
      body: { productIds: string[]; change: BatchChange },
      key: string,
    ) => Promise<{ items: BatchRow[] }>,
    body: { productIds: string[]; change: BatchChange },
  ): Promise<BatchRow[]> {
    const key = newKey()
    try {
      return (
        await send(body, key).catch((error: unknown) => {
          // The answer was lost, not necessarily the change: the same key asks again.
          if (error instanceof Problem && error.uncertain) return send(body, key)
          throw error
        })
      ).items
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return body.productIds.map((id) => ({
        id,
        name: '',
        coverUrl: '',
        beforeFen: 0,
        afterFen: null,
        problem: error.title,
      }))
    }
  }

  async function preview(): Promise<void> {
    stage.value = 'preview'
    await inParts((body) => call('post', '/products/batch/preview', { body }))
  }

  async function apply(): Promise<void> {
    stage.value = 'result'
    await inParts((body, key) => call('post', '/products/batch', { body, key }))
  }

  const failures = computed(() => rows.value.filter((row) => row.problem !== null))
  return { form, change, rows, done, running, stage, failures, preview, apply }
}
