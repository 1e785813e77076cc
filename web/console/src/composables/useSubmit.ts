import { MessagePlugin } from 'tdesign-vue-next'
import { ref, shallowRef } from 'vue'
import { Problem } from '@/api/problem'
import { newKey } from '@/lib/keys'

/**
 * One intent of the user: busy while it runs, errors shown, and one idempotency key that survives a lost connection,
 * so that pressing the button again cannot do the thing twice.
 */
export function useSubmit<A extends unknown[]>(action: (key: string, ...args: A) => Promise<string | void>) {
  const busy = ref(false)
  const problem = shallowRef<Problem | null>(null)
  let key = newKey()

  /** True when the action succeeded. A returned text is shown as the success message. */
  async function submit(...args: A): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    problem.value = null
    try {
      const message = await action(key, ...args)
      key = newKey()
      if (message) void MessagePlugin.success(message)
      return true
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      if (!error.uncertain) key = newKey()
      problem.value = error
      void MessagePlugin.error(error.detail ? `${error.title}：${error.detail}` : error.title)
      return false
    } finally {
      busy.value = false
    }
  }

  return { busy, problem, submit }
}
