import { beforeEach, describe, expect, it, vi } from 'vitest'
import { codeIn, keepShare, keptShare, visitorId } from '@/lib/share-keeper'
import { drop } from '@/lib/keep'
import { storage } from './uni'

const day = 86_400_000

beforeEach(() => {
  drop('share')
  drop('visitor')
})

describe('a share code', () => {
  it('is kept for login and orders', () => {
    keepShare('Ab3dE9xZ')
    expect(keptShare()).toBe('Ab3dE9xZ')
    expect(storage.has('banyan.share')).toBe(true)
  })

  it('gives way to a later one', () => {
    keepShare('first')
    keepShare('second')
    expect(keptShare()).toBe('second')
  })

  it('is forgotten after thirty days', () => {
    keepShare('old', 0)
    expect(keptShare(30 * day - 1)).toBe('old')
    expect(keptShare(30 * day)).toBeNull()
  })

  it('survives a phone that stores nothing for as long as the app runs', () => {
    const set = vi.spyOn(uni, 'setStorageSync').mockImplementation(() => {
      throw new Error('full')
    })
    keepShare('Ab3dE9xZ')
    expect(keptShare()).toBe('Ab3dE9xZ')
    set.mockRestore()
  })

  it.each([
    [{ s: 'Ab3dE9xZ' }, 'Ab3dE9xZ'],
    [{ scene: 's%3DAb3dE9xZ' }, 'Ab3dE9xZ'],
    [{ scene: 'Ab3dE9xZ' }, 'Ab3dE9xZ'],
    [{}, null],
    [{ s: '<script>' }, null],
    [{ s: 'x'.repeat(33) }, null],
  ])('is read from %j as %s', (query, code) => expect(codeIn(query)).toBe(code))
})

describe('a visitor', () => {
  it('keeps one name', () => {
    const name = visitorId()
    expect(name).toMatch(/^[0-9a-z]{32}$/)
    expect(visitorId()).toBe(name)
  })
})
