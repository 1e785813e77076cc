import { beforeEach } from 'vitest'

interface Request {
  url: string
  method: string
  data?: unknown
  header: Record<string, string>
  success(answer: { statusCode: number; data: unknown }): void
  fail(): void
}

export const requests: Request[] = []
export const storage = new Map<string, unknown>()
type Responder = (request: Request) => void
let respond: Responder = (request) => request.success({ statusCode: 200, data: {} })

/** What the next requests are answered with. */
export function answer(statusCode: number, data: unknown = {}): void {
  respond = (request) => request.success({ statusCode, data })
}

export function failNetwork(): void {
  respond = (request) => request.fail()
}

beforeEach(() => {
  requests.length = 0
  storage.clear()
  answer(200)
})

Object.assign(globalThis, {
  getCurrentPages: () => [],
  uni: {
    request(request: Request) {
      requests.push(request)
      respond(request)
    },
    setStorageSync: (name: string, value: unknown) => storage.set(name, value),
    getStorageSync: (name: string) => storage.get(name) ?? '',
    removeStorageSync: (name: string) => storage.delete(name),
    showToast: () => {},
  },
})
