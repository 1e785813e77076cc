import { reactive, ref, shallowRef } from 'vue'
import { Problem } from '@/api/problem'
import { t } from '@/locales'

export interface Loaded<T> {
  data: T | null
  loading: boolean
  problem: Problem | null
  reload: () => Promise<void>
}

/** Loads something now and again on demand; only the newest answer counts, an older one that arrives late is dropped. */
export function useLoad<T>(load: () => Promise<T>, options: { immediate?: boolean } = {}): Loaded<T> {
  const data = shallowRef<T | null>(null)
  const loading = ref(false)
  const problem = shallowRef<Problem | null>(null)
  let newest = 0

  async function reload(): Promise<void> {
    const mine = ++newest
    loading.value = true
    try {
      const answer = await load()
      if (mine !== newest) return
      data.value = answer
      problem.value = null
    } catch (error) {
      if (mine !== newest) return
      problem.value =
        error instanceof Problem ? error : new Problem(0, 'unexpected', t('common.unexpected'), String(error))
    } finally {
      if (mine === newest) loading.value = false
    }
  }

  if (options.immediate !== false) void reload()
  return reactive({ data, loading, problem, reload }) as unknown as Loaded<T>
}
