import { onPullDownRefresh } from '@dcloudio/uni-app'
import { ref, shallowRef, type Ref } from 'vue'
import { asProblem, type Problem } from '@/api/problem'
import { t } from '@/locales/t'

interface Loaded<T> {
  data: Ref<T | null>
  problem: Ref<Problem | null>
  loading: Ref<boolean>
  load(): Promise<void>
}

/** What a page shows, loaded once, again on retry and on pull-down. What is on screen stays until the new arrives. */
export function useLoad<T>(fetchAll: () => Promise<T>): Loaded<T> {
  const data = shallowRef<T | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)
  let latest = 0

  async function load(): Promise<void> {
    const mine = ++latest
    loading.value = true
    try {
      const fresh = await fetchAll()
      if (mine !== latest) return
      data.value = fresh
      problem.value = null
    } catch (error) {
      if (mine === latest) problem.value = asProblem(error, t('problem.unexpected'))
    } finally {
      if (mine === latest) loading.value = false
      uni.stopPullDownRefresh()
    }
  }

  onPullDownRefresh(load)
  return { data: data as Ref<T | null>, problem, loading, load }
}
