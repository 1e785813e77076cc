import type { OrderFlag } from '@/api/types'

/** In the order in which they are offered. */
export const FLAGS: readonly OrderFlag[] = ['red', 'yellow', 'green', 'blue', 'purple']
