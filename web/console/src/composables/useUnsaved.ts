import { onBeforeUnmount, onMounted } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'
import { t } from '@/locales'
import { confirm } from './useConfirm'

/** Asks before a page with unsaved work is left, inside the console and by closing the tab. */
export function useUnsaved(dirty: () => boolean): void {
  function warn(event: BeforeUnloadEvent): void {
    if (dirty()) event.preventDefault()
  }
  onMounted(() => window.addEventListener('beforeunload', warn))
  onBeforeUnmount(() => window.removeEventListener('beforeunload', warn))
  onBeforeRouteLeave(() => {
    if (!dirty()) return true
    return confirm({
      title: t('common.unsavedTitle'),
      body: t('common.unsavedBody'),
      confirm: t('common.leave'),
      danger: true,
    })
  })
}
