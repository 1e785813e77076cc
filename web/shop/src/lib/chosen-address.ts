import { shallowRef } from 'vue'
import type { Address } from '@/api/types'

/** The address picked in the address book for the checkout that opened it. */
export const chosenAddress = shallowRef<Address | null>(null)
