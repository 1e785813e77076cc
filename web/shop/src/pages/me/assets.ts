import type { WalletBalance } from '@/api/types'

/** What a member has with the shop. */
export interface Assets {
  wallet: WalletBalance[]
  coupons: number
  level: string | null
}
