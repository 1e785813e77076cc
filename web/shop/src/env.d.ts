/// <reference types="vite/client" />

/** Where the server is: empty on H5 (same origin), absolute on the mini-program. */
declare const __API_BASE__: string

/** The shop a mini-program was built for; empty means the server's first shop. */
declare const __SHOP__: string

declare module '*.vue' {
  import type { DefineComponent } from 'vue'
  const component: DefineComponent<object, object, unknown>
  export default component
}
