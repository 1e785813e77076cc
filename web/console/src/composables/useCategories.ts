import { computed } from 'vue'
import { call } from '@/api/client'
import { useLoad } from './useLoad'

/** All categories of the shop, for choosing one. */
export function useCategories() {
  const source = useLoad(() => call('get', '/categories'))
  const options = computed(
    () => source.data?.items.map((category) => ({ value: category.id, label: category.name })) ?? [],
  )
  return { source, options }
}
