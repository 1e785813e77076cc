import { computed, ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { call, download } from '@/api/client'
import { useLoad } from '@/composables/useLoad'
import { useSubmit } from '@/composables/useSubmit'
import { saveFile } from '@/lib/saveFile'
import { addDays, shopDate } from '@/lib/time'
import { t } from '@/locales'

const SHOWN_DAYS = 30

/** The daily settlement of some days, which stand in the address, and the same days as a file. */
export function useDays() {
  const route = useRoute()
  const router = useRouter()
  const now = new Date().toISOString()
  const asked = (name: string) => {
    const given = route.query[name]
    return typeof given === 'string' ? given : ''
  }
  const from = ref(asked('from') || shopDate(addDays(now, 1 - SHOWN_DAYS)))
  const to = ref(asked('to') || shopDate(now))
  const query = computed(() => ({ from: from.value, to: to.value }))
  const source = useLoad(() => call('get', '/finance/days', { query: query.value }))

  const days = computed({
    get: () => [from.value, to.value],
    set: (chosen: string[]) => {
      if (!chosen[0] || !chosen[1]) return
      from.value = chosen[0]
      to.value = chosen[1]
      void router.replace({ query: query.value })
      void source.reload()
    },
  })

  const exporting = useSubmit(async () => {
    const file = await download('/finance/days/export', { query: query.value })
    saveFile(file)
    return t('finance.exported', { name: file.name })
  })

  return { source, days, exporting }
}
