import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Nothing watches here, so nothing needs a port.
  server: { hmr: false, ws: false },
  test: {
    reporters: ['verbose'],
    slowTestThreshold: 60_000,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
})
