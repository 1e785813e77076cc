/** Charts are drawn on canvas, where CSS variables do not reach: read a token's value once it is needed. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}
