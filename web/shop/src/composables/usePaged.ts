import { onPullDownRefresh, onReachBottom } from '@dcloudio/uni-app'
import { ref, shallowRef } from 'vue'
import { asProblem, type Problem } from '@/api/problem'
import { t } from '@/locales/t'

interface Page<T> {
  items: T[]
  next?: string | null
}

/** A list that grows by keyset as the shopper scrolls. A new filter calls refresh; late pages of the old one are dropped. */
export function usePaged<T>(fetchPage: (after: string | undefined) => Promise<Page<T>>) {
  const items = shallowRef<T[]>([])
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)
  const started = ref(false)
  const done = ref(false)
  let next: string | undefined
  let latest = 0

  async function fetchInto(kept: T[], after: string | undefined): Promise<void> {
    const mine = ++latest
    loading.value = true
    try {
      const page = await fetchPage(after)
      if (mine !== latest) return
      items.value = [...kept, ...page.items]
      next = page.next ?? undefined
      done.value = !next
      started.value = true
      problem.value = null
    } catch (error) {
      if (mine === latest) problem.value = asProblem(error, t('problem.unexpected'))
    } finally {
      if (mine === latest) loading.value = false
      uni.stopPullDownRefresh()
    }
  }

  function refresh(): Promise<void> {
    return fetchInto([], undefined)
  }

  /** For another filter: what is on screen no longer applies. */
  function restart(): Promise<void> {
    items.value = []
    started.value = false
    done.value = false
    return refresh()
  }

  async function more(): Promise<void> {
    if (!loading.value && !done.value && started.value) await fetchInto(items.value, next)
  }

  onPullDownRefresh(refresh)
  onReachBottom(more)
  return { items, problem, loading, started, done, refresh, restart, more }
}
