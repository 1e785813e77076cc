const KEY_BYTES = 16

/** A random key for one intent. randomUUID exists on secure origins only; a shop may be tried out over plain HTTP in its own network. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
