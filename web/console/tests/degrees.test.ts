import { describe, expect, it } from 'vitest'
import { microText, parseMicro } from '@/lib/degrees'

describe('degrees', () => {
  it('are read as people copy them from a map', () => {
    expect(parseMicro('120.12661')).toBe(120126610)
    expect(parseMicro(' -0.5 ')).toBe(-500000)
    expect(parseMicro('30')).toBe(30000000)
    expect(parseMicro('30.1234567')).toBeNull()
    expect(parseMicro('东经')).toBeNull()
  })

  it('are shown as they were meant', () => {
    expect(microText(120126610)).toBe('120.126610')
    expect(microText(-500000)).toBe('-0.500000')
    expect(parseMicro(microText(24441380))).toBe(24441380)
  })
})
