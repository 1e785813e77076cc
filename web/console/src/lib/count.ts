const MAX_DIGITS = 9

/** A whole number of things, as typed; null for anything else. */
export function parseCount(text: string): number | null {
  const plain = text.trim()
  return /^\d+$/.test(plain) && plain.length <= MAX_DIGITS ? Number(plain) : null
}
