/** Money is integer fen everywhere; yuan exist only as text on screen and are converted digit by digit, never through floats. */

const FEN_PER_YUAN = 100
const PPM_PER_PERCENT_DIGITS = 4
const MAX_YUAN_DIGITS = 11

/** Digits of a plain decimal number with at most `decimals` places, scaled to an integer; null when the text is not such a number. */
function scaledInteger(text: string, decimals: number): number | null {
  const plain = text.trim().replaceAll(',', '')
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(plain) ?? /^(-?)()\.(\d+)$/.exec(plain)
  if (!match) return null
  const whole = match[2] || '0'
  const fraction = (match[3] ?? '').replace(/0+$/, '')
  if (fraction.length > decimals || whole.length > MAX_YUAN_DIGITS) return null
  const scaled = Number(whole + fraction.padEnd(decimals, '0'))
  if (scaled === 0) return 0
  return match[1] ? -scaled : scaled
}

function scaledText(value: number, decimals: number, keep: number): string {
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0')
  const whole = digits.slice(0, -decimals)
  let fraction = digits.slice(-decimals)
  while (fraction.length > keep && fraction.endsWith('0')) fraction = fraction.slice(0, -1)
  return (value < 0 ? '-' : '') + whole + (fraction ? `.${fraction}` : '')
}

/** "19.9" → 1990; null for anything that is not yuan with at most two places. */
export function parseYuan(text: string): number | null {
  return scaledInteger(text, 2)
}

/** 1990 → "19.90", the form people type. */
export function yuanText(fen: number): string {
  return scaledText(fen, 2, 2)
}

/** 123456789 → "¥1,234,567.89". */
export function formatFen(fen: number): string {
  const text = yuanText(Math.abs(fen))
  const [whole = '0', fraction = '00'] = text.split('.')
  return `${fen < 0 ? '-' : ''}¥${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`
}

/** An amount of an account in its unit: money as yuan, points and the like as whole numbers. */
export function formatAmount(amount: number, unit: string): string {
  return unit === 'fen' ? formatFen(amount) : String(amount).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** Whole yuan for chart axes and other places where fen are noise: 123456 → "¥1,235". */
export function formatFenShort(fen: number): string {
  const yuan = Math.round(fen / FEN_PER_YUAN)
  return `${yuan < 0 ? '-' : ''}¥${String(Math.abs(yuan)).replace(/\B(?=(\d{3})+$)/g, ',')}`
}

/** "12.5" → 125000 parts per million; null when it is no percentage with at most four places. */
export function parsePercent(text: string): number | null {
  return scaledInteger(text.replace(/[%％]$/, ''), PPM_PER_PERCENT_DIGITS)
}

/** 125000 → "12.5". */
export function percentText(ppm: number): string {
  return scaledText(ppm, PPM_PER_PERCENT_DIGITS, 0)
}
