/** A refusal or failure of the server, as its problem+json says it; `title` is already in the user's language. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string | null = null,
    readonly fields: Record<string, string[]> = {},
  ) {
    super(title)
    this.name = 'Problem'
  }

  /** True when nobody can know whether the server acted: the same intent must be repeated with the same key. */
  get uncertain(): boolean {
    return this.status === 0 || this.status >= 500
  }
}
