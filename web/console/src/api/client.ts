import { locale, t } from '@/locales'
import type { paths } from '../../../openapi/console'
import { Problem } from './problem'

const PREFIX = '/api/console'
const TIMEOUT_MS = 30_000
/** A file is written while it is read, and may be long. */
const DOWNLOAD_TIMEOUT_MS = 10 * 60_000

type Method = 'get' | 'post' | 'put' | 'delete'
type Short<P> = P extends `${typeof PREFIX}${infer Rest}` ? Rest : never
type Operation<M extends Method, P extends string> = `${typeof PREFIX}${P}` extends keyof paths
  ? paths[`${typeof PREFIX}${P}`][M]
  : never
export type PathFor<M extends Method> = {
  [P in keyof paths]: paths[P][M] extends { responses: unknown } ? Short<P> : never
}[keyof paths]

type PathArgs<O> = O extends { parameters: { path: infer A } } ? { path: A } : { path?: never }
type QueryArgs<O> = O extends { parameters: { query?: infer Q } } ? { query?: Q } : { query?: never }
type BodyArgs<O> = O extends { requestBody: { content: { 'application/json': infer B } } }
  ? { body: B }
  : O extends { requestBody?: { content: { 'application/json': infer B } } }
    ? { body?: B }
    : { body?: never }
interface Common {
  /** Names this intent; a repeated call with the same key has its effect once. */
  key?: string
}
/** Path by path: the arguments of all paths multiplied with each other would be more types than the compiler takes. */
export type CallArgs<M extends Method, P extends string> = P extends unknown
  ? PathArgs<Operation<M, P>> & QueryArgs<Operation<M, P>> & BodyArgs<Operation<M, P>> & Common
  : never

type Success<O> = O extends { responses: infer R }
  ? R extends { 200: { content: { 'application/json': infer B } } }
    ? B
    : R extends { 201: { content: { 'application/json': infer B } } }
      ? B
      : undefined
  : never
export type CallResult<M extends Method, P extends string> = Success<Operation<M, P>>

interface Session {
  token: () => string | null
  expired: () => void
}
let session: Session = { token: () => null, expired: () => undefined }

/** Called once by the session store: where the token comes from and what to do when the server no longer accepts it. */
export function bindSession(next: Session): void {
  session = next
}

interface LooseArgs {
  path?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
  key?: string
}

function url(
  path: string,
  args: { path?: Record<string, unknown>; query?: Record<string, unknown> },
): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(args.path?.[name])),
  )
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(args.query ?? {})) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  }
  const search = query.toString()
  return PREFIX + filled + (search ? `?${search}` : '')
}

async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => null)) as Record<string, unknown> | null
  return new Problem(
    response.status,
    typeof body?.code === 'string' ? body.code : `http_${response.status}`,
    typeof body?.title === 'string' ? body.title : t('common.serverFailed'),
    typeof body?.detail === 'string' ? body.detail : null,
    (body?.errors ?? {}) as Record<string, string[]>,
  )
}

async function send(target: string, init: RequestInit, timeoutMs = TIMEOUT_MS): Promise<Response> {
  const headers = new Headers(init.headers)
  headers.set('Accept-Language', locale.value)
  const token = session.token()
  if (token) headers.set('Authorization', `Bearer ${token}`)
  let response: Response
  try {
    response = await fetch(target, { ...init, headers, signal: AbortSignal.timeout(timeoutMs) })
  } catch {
    throw new Problem(0, 'network', t('common.networkFailed'))
  }
  if (response.ok) return response
  const problem = await problemOf(response)
  if (response.status === 401 && token) session.expired()
  throw problem
}

async function invoke(method: string, path: string, args: LooseArgs = {}): Promise<unknown> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (args.body !== undefined) headers['Content-Type'] = 'application/json'
  if (args.key) headers['Idempotency-Key'] = args.key
  const response = await send(url(path, args), {
    method: method.toUpperCase(),
    headers,
    body: args.body === undefined ? undefined : JSON.stringify(args.body),
  })
  return response.status === 204 ? undefined : response.json()
}

type ArgsOf<A> = object extends A ? [args?: A] : [args: A]
type Call = <M extends Method, P extends PathFor<M>>(
  method: M,
  path: P,
  ...args: ArgsOf<CallArgs<M, P>>
) => Promise<CallResult<M, P>>

/** One call of the console API, typed from its OpenAPI document. */
export const call = invoke as unknown as Call

export interface Download {
  name: string
  content: Blob
}

/** The name that the server gives the file (RFC 5987); the last part of its address where it gives none. */
function nameOf(response: Response, target: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get('Content-Disposition') ?? '')
  return encoded?.[1] ? decodeURIComponent(encoded[1]) : (target.split('/').pop() ?? '')
}

async function fetchFile(path: string, args: LooseArgs = {}): Promise<Download> {
  const target = url(path, args)
  const response = await send(target, {}, DOWNLOAD_TIMEOUT_MS)
  try {
    return { name: nameOf(response, target.split('?')[0]!), content: await response.blob() }
  } catch {
    // Broken off on the way: half a file must not be kept for a whole one.
    throw new Problem(0, 'network', t('common.networkFailed'))
  }
}

type GetFile = <P extends PathFor<'get'>>(path: P, ...args: ArgsOf<CallArgs<'get', P>>) => Promise<Download>

/** A file of the console API, in the language of the console; asked for with the session, which a plain link would not carry. */
export const download = fetchFile as unknown as GetFile

async function sendFile<T>(path: string, file: File, timeoutMs?: number): Promise<T> {
  const body = new FormData()
  body.append('file', file)
  const response = await send(PREFIX + path, { method: 'POST', body }, timeoutMs)
  return (await response.json()) as T
}

/** Stores a film and gives back its address. */
export async function uploadVideo(file: File): Promise<string> {
  return (await sendFile<{ url: string }>('/files/videos', file, DOWNLOAD_TIMEOUT_MS)).url
}

/** Sends a file of goods and gives back what would come of it. */
export function readGoods(file: File): Promise<CallResult<'get', '/goods-imports/{id}'>> {
  return sendFile('/goods-imports', file)
}

/** Stores a picture and gives back its address; multipart is the one body that is not JSON. */
export async function uploadPicture(file: File): Promise<string> {
  return (await sendFile<{ url: string }>('/files', file)).url
}

/** Has a filled-in shipping file looked through. */
export function previewShipping(file: File): Promise<CallResult<'post', '/orders/shipping-file'>> {
  return sendFile('/orders/shipping-file', file)
}
