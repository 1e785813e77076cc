import type { Plugin } from 'vite'

/** Declarations in the framework's style sheets that fetch pictures from the vendor's CDN (shadows of the navigation bar). */
const vendorDeclaration = /[\w-]+\s*:\s*[^;{}]*url\(\s*["']?(?:https?:)?\/\/[^)]*\)[^;{}]*;?/gi
const vendorFontFace = /@font-face\s*\{[^}]*url\(\s*["']?(?:https?:)?\/\/[^}]*\}/gi

export function stripVendorUrlsFrom(css: string): string {
  return css.replace(vendorFontFace, '').replace(vendorDeclaration, '')
}

/** A shop runs where the vendor's CDN may be unreachable or unwanted: nothing but its own server may be asked for anything. */
export function stripVendorUrls(): Plugin {
  return {
    name: 'banyan:strip-vendor-urls',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'asset' && file.fileName.endsWith('.css')) {
          file.source = stripVendorUrlsFrom(file.source.toString())
        }
      }
    },
  }
}
