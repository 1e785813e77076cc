import { asProblem } from '@/api/problem'
import { t, type TextKey } from '@/locales/t'

export function toast(text: string): void {
  uni.showToast({ title: text, icon: 'none', duration: 2200 })
}

export function toastDone(text: string): void {
  uni.showToast({ title: text, icon: 'success', duration: 1600 })
}

/** Says what went wrong. An expired session says so itself, on its way to the login page. */
export function toastProblem(error: unknown): void {
  const problem = asProblem(error, t('problem.unexpected'))
  if (problem.status !== 401) toast(problem.title)
}

export function confirm(text: string, confirmText: TextKey = 'common.ok'): Promise<boolean> {
  return new Promise((resolve) => {
    uni.showModal({
      title: '',
      content: text,
      cancelText: t('common.cancel'),
      confirmText: t(confirmText).slice(0, 4),
      confirmColor: '#17624c',
      success: ({ confirm: yes }) => resolve(yes),
      fail: () => resolve(false),
    })
  })
}

/** Something to read before going on. */
export function tell(text: string): Promise<void> {
  return new Promise((resolve) => {
    uni.showModal({
      title: '',
      content: text,
      showCancel: false,
      confirmText: t('common.ok').slice(0, 4),
      confirmColor: '#17624c',
      complete: () => resolve(),
    })
  })
}

export function copy(text: string, said: string): void {
  uni.setClipboardData({ data: text, showToast: false, success: () => toast(said), fail: () => toast(text) })
}
