import { defineWorkspace } from 'vitest/config'

const STACK = ['./harness/setup.ts']

const project = (name: string, include: string[], globalSetup: string[]) => ({
  extends: './vitest.config.ts',
  test: { name, include, globalSetup },
})

export default defineWorkspace([
  project('runner', ['runner/**/*.test.ts'], []),
  project('h5', ['journeys/**/*.h5.test.ts'], STACK),
  project('console', ['journeys/**/*.console.test.ts'], STACK),
  project('mp', ['journeys/**/*.mp.test.ts'], STACK),
])
