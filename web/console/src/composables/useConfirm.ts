import { DialogPlugin } from 'tdesign-vue-next'
import { t } from '@/locales'

interface Question {
  title: string
  body: string
  confirm: string
  danger?: boolean
}

/** Asks before something is lost or money moves; resolves to the answer. */
export function confirm(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    const dialog = DialogPlugin.confirm({
      header: question.title,
      body: question.body,
      theme: question.danger ? 'warning' : 'info',
      confirmBtn: { content: question.confirm, theme: question.danger ? 'danger' : 'primary' },
      cancelBtn: t('common.cancel'),
      onConfirm: () => {
        resolve(true)
        dialog.destroy()
      },
      onClose: () => {
        resolve(false)
        dialog.destroy()
      },
    })
  })
}
