import { keep, kept } from './keep'

/** Which shop anonymous calls are for: built in, or `?shop=` of the address on H5; nothing means the server's first shop. */
export function shopSlug(): string | null {
  // #ifdef H5
  const asked = new URLSearchParams(location.search).get('shop')
  if (asked && asked !== kept<string>('shop')) keep('shop', asked)
  return asked ?? kept<string>('shop')
  // #endif
  // #ifndef H5
  return __SHOP__ || null
  // #endif
}
