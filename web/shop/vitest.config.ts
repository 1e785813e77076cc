import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// Plain units run without the uni plugin: what they need of `uni` stands in tests/uni.ts.
export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('src', import.meta.url)) } },
  define: { __API_BASE__: JSON.stringify('https://shop.test'), __SHOP__: JSON.stringify('') },
  test: { include: ['tests/**/*.test.ts'], setupFiles: ['tests/uni.ts'], maxWorkers: 1, minWorkers: 1 },
})
