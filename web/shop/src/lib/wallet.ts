import { price } from './money'

/** A balance as shoppers read it: money with its sign, points and growth as plain numbers. */
export function amountOf(unit: string, amount: number): string {
  return unit === 'fen' ? price(amount) : String(amount)
}

export function signedAmountOf(unit: string, amount: number): string {
  return amount > 0 ? `+${amountOf(unit, amount)}` : amountOf(unit, amount)
}

/** 950 000 ppm → "9.5". */
export function foldOf(keepPpm: number): string {
  return String(Math.round(keepPpm / 1_000) / 100)
}
