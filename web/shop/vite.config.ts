import { defineConfig } from 'vite'
import uniPlugin from '@dcloudio/vite-plugin-uni'
import { stripVendorUrls } from './build/strip-vendor-urls'

// Loaded as an ES module the plugin arrives wrapped in its CommonJS namespace.
const uni = (uniPlugin as unknown as { default?: typeof uniPlugin }).default ?? uniPlugin

// Build-time settings go through `define`: an unset import.meta.env.VITE_* would inline the absolute build path.
const apiBase = process.env.UNI_PLATFORM === 'h5' ? '' : (process.env.BANYAN_API ?? 'http://127.0.0.1:5080')

export default defineConfig({
  base: './',
  plugins: [uni(), stripVendorUrls()],
  define: { __API_BASE__: JSON.stringify(apiBase), __SHOP__: JSON.stringify(process.env.BANYAN_SHOP ?? '') },
  build: { sourcemap: false, chunkSizeWarningLimit: 700 },
  server: {
    host: '127.0.0.1',
    port: 5220,
    proxy: Object.fromEntries(
      ['/api', '/files', '/s'].map((path) => [
        path === '/s' ? '^/s/[A-Za-z0-9_-]+$' : path,
        process.env.BANYAN_API ?? 'http://127.0.0.1:5080',
      ]),
    ),
  },
})
