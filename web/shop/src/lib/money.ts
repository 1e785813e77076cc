/** Fen as yuan with two decimals: 1990 → "19.90". */
export function yuan(fen: number): string {
  const whole = Math.trunc(Math.abs(fen) / 100)
  const rest = String(Math.abs(fen) % 100).padStart(2, '0')
  return `${fen < 0 ? '-' : ''}${whole}.${rest}`
}

/** Fen as a price: 1990 → "¥19.90", −500 → "-¥5.00". */
export function price(fen: number): string {
  return fen < 0 ? `-¥${yuan(-fen)}` : `¥${yuan(fen)}`
}

/** A sum with its sign, for lanes and earnings: 500 → "+¥5.00". */
export function signedPrice(fen: number): string {
  return fen > 0 ? `+${price(fen)}` : price(fen)
}

/** The two parts of a price that are set in different sizes. */
export function priceParts(fen: number): { sign: string; whole: string; rest: string } {
  const [whole = '0', rest = '00'] = yuan(Math.abs(fen)).split('.')
  return { sign: fen < 0 ? '-' : '', whole, rest }
}

/** What a shopper typed as yuan, as fen; null when it is not an amount. */
export function fenFrom(text: string): number | null {
  const match = /^(\d{1,7})(?:\.(\d{0,2}))?$/.exec(text.trim())
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null
}

/** Big counts as Chinese shoppers read them: 12345 → "1.2万". */
export function count(n: number): string {
  if (n < 10_000) return String(n)
  return `${(Math.floor(n / 1_000) / 10).toFixed(1).replace(/\.0$/, '')}万`
}
