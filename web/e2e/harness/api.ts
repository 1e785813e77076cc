import { randomUUID } from 'node:crypto'

export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    what: string,
  ) {
    super(`${what}: ${status} ${code}`)
  }
}

interface CallOptions {
  method?: string
  body?: unknown
  token?: string
  shop?: string
}

/** One JSON call; every POST carries a fresh idempotency key. */
export async function call<T>(url: string, options: CallOptions = {}): Promise<T> {
  const method = options.method ?? (options.body === undefined ? 'GET' : 'POST')
  const headers: Record<string, string> = { 'accept-language': 'zh-CN' }
  if (options.body !== undefined) headers['content-type'] = 'application/json'
  if (options.token) headers.authorization = `Bearer ${options.token}`
  if (options.shop) headers['x-shop'] = options.shop
  if (method === 'POST') headers['idempotency-key'] = randomUUID()
  const body = options.body === undefined ? undefined : JSON.stringify(options.body)
  const response = await fetch(url, { method, headers, body })
  const text = await response.text()
  if (!response.ok) {
    const code = /"code"\s*:\s*"([^"]+)"/.exec(text)?.[1] ?? text.slice(0, 200)
    throw new ApiProblem(response.status, code, `${method} ${new URL(url).pathname}`)
  }
  return (text ? JSON.parse(text) : undefined) as T
}

/** The API as one logged-in person. */
export class ApiClient {
  private constructor(
    private readonly base: string,
    private readonly token: string,
  ) {}

  static async asMember(shopUrl: string, persona: string): Promise<ApiClient> {
    const base = `${shopUrl}/api/shop`
    const { token } = await call<{ token: string }>(`${base}/sessions`, {
      body: { code: `persona:${persona}` },
    })
    return new ApiClient(base, token)
  }

  static async asStaff(shopUrl: string, login: string, password: string): Promise<ApiClient> {
    const base = `${shopUrl}/api/console`
    const { token } = await call<{ token: string }>(`${base}/sessions`, { body: { login, password } })
    return new ApiClient(base, token)
  }

  get<T>(path: string): Promise<T> {
    return call<T>(this.base + path, { token: this.token })
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return call<T>(this.base + path, { token: this.token, body })
  }

  put<T>(path: string, body: unknown): Promise<T> {
    return call<T>(this.base + path, { method: 'PUT', token: this.token, body })
  }
}
