import { describe, expect, it } from 'vitest'
import { wrapped } from '@/lib/poster/draw'
import { qrModules } from '@/lib/poster/qr'

const measure = (text: string) => text.length * 10

describe('poster text', () => {
  it('breaks where the width ends', () => {
    expect(wrapped('明前龙井礼盒装', 40, 3, measure)).toEqual(['明前龙井', '礼盒装'])
  })

  it('ends the last line it may use in an ellipsis', () => {
    expect(wrapped('明前龙井礼盒装', 30, 2, measure)).toEqual(['明前龙', '井礼…'])
  })

  it('leaves short text alone', () => {
    expect(wrapped('龙井', 40, 1, measure)).toEqual(['龙井'])
  })
})

describe('a poster code', () => {
  it('is square and has the finder pattern in its corner', () => {
    const modules = qrModules('https://shop.test/s/Ab3dE9xZ')
    expect(modules.every((row) => row.length === modules.length)).toBe(true)
    expect(modules[0]!.slice(0, 8)).toEqual([true, true, true, true, true, true, true, false])
  })
})
