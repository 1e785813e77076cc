/** The same conversion as for style sheets, for styles that the program writes at run time. */
export function convertInlineStyle(style: string): string {
  return style
    .replace(/(-?\d*\.?\d+)rpx\b/g, (_, n: string) => `${Number(n) / 7.5}vw`)
    .replace(/(-?\d*\.?\d+)vh\b/g, (_, n: string) => `calc(${n} * var(--mp-vh))`)
}
