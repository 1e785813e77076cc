import type { Rate } from '@/api/types'

const WHOLE_PPM = 1_000_000n

/** What one payee gets of an amount, as the server computes it: floor(ppm × paid / 1 000 000), or a fixed sum per piece. */
export function commissionOf(rate: Rate | null, paidFen: number, quantity = 1): number {
  if (!rate) return 0
  if (rate.kind === 'fixed') return (rate.fixedFen ?? 0) * quantity
  return Number((BigInt(rate.ppm ?? 0) * BigInt(paidFen)) / WHOLE_PPM)
}
