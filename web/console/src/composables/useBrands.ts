import { computed } from 'vue'
import { call } from '@/api/client'
import { useLoad } from './useLoad'

/** All brands of the shop, for choosing one. */
export function useBrands() {
  const source = useLoad(() => call('get', '/brands'))
  const options = computed(
    () => source.data?.items.map((brand) => ({ value: brand.id, label: brand.name })) ?? [],
  )
  return { source, options }
}
