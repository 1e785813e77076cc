import { computed, onMounted, reactive, ref, shallowRef, toRaw, toRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { List } from '@/api/types'
import { useLoad } from './useLoad'

const DEFAULT_LIMIT = 20

type Filters = Record<string, string>
/** What is asked for: filters that are empty are left out. */
type Asked<F> = { [K in keyof F]?: Exclude<F[K], ''> }
export type TablePage = { after?: string; limit: number }

/**
 * A list that is paged by keyset: the server says where the next page starts, so the way back is remembered here.
 * Filters live in the address, so a filtered list survives reload, back and being sent to a colleague.
 */
export function useTable<T, F extends Filters>(
  load: (query: Asked<F> & TablePage) => Promise<List<T>>,
  initial: F,
  options: { limit?: number; inAddress?: boolean } = {},
) {
  const inAddress = options.inAddress !== false
  const route = inAddress ? useRoute() : null
  const router = inAddress ? useRouter() : null
  const filters = reactive({ ...initial }) as F
  const limit = ref(options.limit ?? DEFAULT_LIMIT)
  const starts = shallowRef<(string | null)[]>([null])

  for (const name of Object.keys(initial)) {
    const given = route?.query[name]
    if (typeof given === 'string') (filters as Filters)[name] = given
  }

  const source = useLoad(
    () => {
      const after = starts.value.at(-1)
      const asked = Object.fromEntries(Object.entries(toRaw(filters)).filter(([, value]) => value !== ''))
      return load({ ...asked, limit: limit.value, ...(after ? { after } : {}) } as Asked<F> & TablePage)
    },
    { immediate: false },
  )

  const rows = computed<T[]>(() => source.data?.items ?? [])
  const first = computed(() => source.data === null && source.problem === null)
  const page = computed(() => starts.value.length)
  const hasNext = computed(() => Boolean(source.data?.next))
  const filtered = computed(() => Object.keys(initial).some((name) => filters[name] !== initial[name]))

  function remember(): void {
    if (!route || !router) return
    const query = { ...route.query }
    for (const name of Object.keys(initial)) {
      if (filters[name] && filters[name] !== initial[name]) query[name] = filters[name]
      else delete query[name]
    }
    void router.replace({ query })
  }

  /** From the first page, with the filters as they are now. */
  async function search(): Promise<void> {
    starts.value = [null]
    remember()
    await source.reload()
  }

  async function reset(): Promise<void> {
    Object.assign(filters, initial)
    await search()
  }

  async function next(): Promise<void> {
    const after = source.data?.next
    if (!after) return
    starts.value = [...starts.value, after]
    await source.reload()
  }

  async function previous(): Promise<void> {
    if (starts.value.length <= 1) return
    starts.value = starts.value.slice(0, -1)
    await source.reload()
  }

  async function resize(size: number): Promise<void> {
    limit.value = size
    await search()
  }

  onMounted(() => void source.reload())

  return reactive({
    rows,
    first,
    page,
    hasNext,
    filtered,
    filters,
    limit,
    loading: toRef(source, 'loading'),
    problem: toRef(source, 'problem'),
    reload: source.reload,
    search,
    reset,
    next,
    previous,
    resize,
  })
}

export interface Table<T> {
  rows: T[]
  first: boolean
  page: number
  hasNext: boolean
  filtered: boolean
  limit: number
  loading: boolean
  problem: { title: string; detail: string | null } | null
  reload: () => Promise<void>
  reset: () => Promise<void>
  next: () => Promise<void>
  previous: () => Promise<void>
  resize: (size: number) => Promise<void>
}
