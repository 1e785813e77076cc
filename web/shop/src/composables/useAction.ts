import { ref } from 'vue'
import { Intent } from '@/api/intent'
import { asProblem } from '@/api/problem'
import { toastProblem } from '@/lib/toast'
import { t } from '@/locales/t'

/**
 * Something a button does once at a time. The work gets an idempotency key that survives a retry after a lost answer; an answer
 * of the server, yes or no, settles it.
 */
export function useAction<A extends unknown[], R>(work: (key: string, ...args: A) => Promise<R>) {
  const busy = ref(false)
  const intent = new Intent()

  async function run(...args: A): Promise<R | undefined> {
    if (busy.value) return undefined
    busy.value = true
    try {
      const result = await work(intent.keyFor(args), ...args)
      intent.settle()
      return result
    } catch (error) {
      if (!asProblem(error, t('problem.unexpected')).uncertain) intent.settle()
      toastProblem(error)
      return undefined
    } finally {
      busy.value = false
    }
  }

  return { busy, run }
}
