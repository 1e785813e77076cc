/** What the server (or the way to it) said "no" with: a stable code and a sentence for the shopper. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly title: string,
    readonly fields: Record<string, string[]> = {},
  ) {
    super(title)
    this.name = 'Problem'
  }

  /** True when nobody knows whether the request took effect, so it may only be repeated under the same key. */
  get uncertain(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }
}

interface ProblemBody {
  code?: string
  title?: string
  detail?: string
  errors?: Record<string, string[]>
}

function bodyOf(data: unknown): ProblemBody {
  if (data && typeof data === 'object') return data as ProblemBody
  if (typeof data !== 'string') return {}
  try {
    return JSON.parse(data) as ProblemBody
  } catch {
    return {}
  }
}

export function problemFrom(status: number, data: unknown, fallback: string): Problem {
  const body = bodyOf(data)
  const firstField = Object.values(body.errors ?? {})[0]?.[0]
  const title = firstField ?? body.detail ?? body.title ?? fallback
  return new Problem(body.code ?? `http_${status}`, status, title, body.errors)
}

export function asProblem(error: unknown, fallback: string): Problem {
  return error instanceof Problem ? error : new Problem('unexpected', -1, fallback)
}
