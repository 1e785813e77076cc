const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz'

export function randomKey(length = 24): string {
  let key = ''
  for (let i = 0; i < length; i++) key += alphabet[Math.floor(Math.random() * alphabet.length)]
  return key
}

/**
 * One thing a shopper wants done once. The key stays the same while the same wish is repeated (a lost answer, an impatient
 * finger) and changes when the wish changes or has been settled, so that buying the same thing twice on purpose still works.
 */
export class Intent {
  private key = ''
  private wish = ''

  keyFor(wish: unknown): string {
    const print = JSON.stringify(wish) ?? ''
    if (!this.key || print !== this.wish) {
      this.key = randomKey()
      this.wish = print
    }
    return this.key
  }

  settle(): void {
    this.key = ''
  }
}
