import { shallowRef } from 'vue'
import type { Store } from '@/api/types'

/** The store picked in the list of stores for the checkout that opened it. */
export const chosenStore = shallowRef<Store | null>(null)
