import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    reporters: ['verbose'],
    slowTestThreshold: 60_000,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
})
