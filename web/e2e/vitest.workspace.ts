import { defineWorkspace } from 'vitest/config'

const project = (name: string, include: string[], globalSetup: string[] = []) => ({
  extends: './vitest.config.ts',
  test: { name, include, globalSetup },
})

export default defineWorkspace([project('runner', ['runner/**/*.test.ts'])])
