import { confirm } from '@/composables/useConfirm'
import { t } from '@/locales'

/** A version cannot be taken back, so staff see what becomes fixed before they publish it. */
export function confirmPublish(version: number, starts: string, ends: string): Promise<boolean> {
  return confirm({
    title: t('campaigns.publishTitle', { version: version + 1 }),
    body: t('campaigns.publishBody', { starts, ends }),
    confirm: t('campaigns.publish'),
  })
}
