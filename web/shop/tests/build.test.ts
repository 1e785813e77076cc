import { describe, expect, it } from 'vitest'
import { stripVendorUrlsFrom } from '../build/strip-vendor-urls'

describe('the built style sheets', () => {
  it('ask no other server for pictures or fonts', () => {
    const css =
      '.a{color:red;background-image:url(https://cdn.example/x.png);margin:0}' +
      '@font-face{font-family:x;src:url("//cdn.example/x.woff2")}.b{background:url(data:image/png;base64,AA==)}'
    expect(stripVendorUrlsFrom(css)).toBe(
      '.a{color:red;margin:0}.b{background:url(data:image/png;base64,AA==)}',
    )
  })
})
