import type { paths } from '@openapi/shop'

// What the server's document says of each operation, read from its types: nothing here is written by hand.
export type Method = 'get' | 'post' | 'put' | 'delete'
export type PathsWith<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, { responses: unknown }> ? P : never
}[keyof paths]
type Operation<M extends Method, P extends keyof paths> = paths[P] extends Record<M, infer O> ? O : never

type PathParams<O> = O extends { parameters: { path: infer X } } ? { params: X } : { params?: undefined }
type Query<O> = O extends { parameters: { query?: infer X } } ? { query?: X } : { query?: undefined }
type Body<O> = O extends { requestBody: { content: { 'application/json': infer X } } }
  ? { body: X }
  : O extends { requestBody?: { content: { 'application/json': infer X } } }
    ? { body?: X }
    : { body?: undefined }

// Where the document asks for an idempotency key, forgetting it is a compile error.
type Key<O> = O extends { parameters: { header: { 'Idempotency-Key': string } } }
  ? { idempotencyKey: string }
  : { idempotencyKey?: string }

/** What has to be given with a request. */
export type Arguments<M extends Method, P extends keyof paths> = PathParams<Operation<M, P>> &
  Query<Operation<M, P>> &
  Body<Operation<M, P>> &
  Key<Operation<M, P>>

/** What comes back from a request that succeeded. */
export type Answer<M extends Method, P extends keyof paths> =
  Operation<M, P> extends { responses: infer R }
    ? {
        [S in keyof R & (200 | 201)]: R[S] extends { content: { 'application/json': infer X } } ? X : void
      }[keyof R & (200 | 201)] extends infer X
      ? [X] extends [never]
        ? void
        : X
      : void
    : void
