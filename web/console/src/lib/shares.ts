/**
 * Shares an amount out over weights by the largest remainder, as the server does: the shares add up exactly, ties go to the earlier
 * weight. No share is above its own weight as long as the amount is not above all of them together.
 */
export function shareOut(amount: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n)
  if (sum === 0n) return weights.map((_, index) => (index === 0 ? amount : 0))
  const parts = weights.map((weight, index) => {
    const scaled = BigInt(amount) * BigInt(weight)
    return { index, share: Number(scaled / sum), rest: scaled % sum }
  })
  let left = amount - parts.reduce((all, part) => all + part.share, 0)
  const shares = parts.map((part) => part.share)
  const byRest = [...parts].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))
  for (const part of byRest) {
    if (left-- <= 0) break
    shares[part.index]! += 1
  }
  return shares
}
