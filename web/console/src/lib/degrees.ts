const MICRO_DIGITS = 6

/** Degrees as people read them on a map, as millionths: "120.12661" → 120126610. Null when it is no such number. */
export function parseMicro(text: string): number | null {
  const match = /^(-?)(\d{1,3})(?:\.(\d{0,6}))?$/.exec(text.trim())
  if (!match) return null
  const micro = Number(match[2]) * 10 ** MICRO_DIGITS + Number((match[3] ?? '').padEnd(MICRO_DIGITS, '0'))
  return match[1] ? -micro : micro
}

/** 120126610 → "120.126610" */
export function microText(micro: number): string {
  const digits = String(Math.abs(micro)).padStart(MICRO_DIGITS + 1, '0')
  return `${micro < 0 ? '-' : ''}${digits.slice(0, -MICRO_DIGITS)}.${digits.slice(-MICRO_DIGITS)}`
}
