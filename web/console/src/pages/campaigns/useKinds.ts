import { computed } from 'vue'
import { call } from '@/api/client'
import { useLoad } from '@/composables/useLoad'

/** The kinds of campaign this shop can run, with the forms they are set up by. */
export function useKinds() {
  const source = useLoad(() => call('get', '/campaign-kinds'))
  const kinds = computed(() => source.data?.items ?? [])
  return { source, kinds }
}
