/// <reference types="vite/client" />

/** Where the server is: empty on H5 (same origin), absolute on the mini-program. */
declare const __API_BASE__: string

declare module '*.vue' {
  import type { DefineComponent } from 'vue'
  const component: DefineComponent<object, object, unknown>
  export default component
}
