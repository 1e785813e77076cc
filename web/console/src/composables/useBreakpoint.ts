import { readonly, ref } from 'vue'

const NARROW = '(max-width: 767px)'
const query = typeof matchMedia === 'function' ? matchMedia(NARROW) : null
const narrow = ref(query?.matches ?? false)
query?.addEventListener('change', (event) => (narrow.value = event.matches))

/** True on a phone: the side menu becomes a drawer and tables become cards. */
export function useNarrow() {
  return readonly(narrow)
}
