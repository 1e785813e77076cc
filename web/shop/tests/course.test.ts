import { describe, expect, it } from 'vitest'
import type { LessonCard } from '@/api/types'
import { canLearn, filmKeeper, nextLesson } from '@/lib/course'

const lesson = (id: string, done: boolean) => ({ id, done }) as LessonCard

describe('a course', () => {
  it('goes on at the first lesson that is not finished, and begins anew when all are', () => {
    expect(nextLesson([lesson('1', true), lesson('2', false), lesson('3', true)])?.id).toBe('2')
    expect(nextLesson([lesson('1', true), lesson('2', true)])?.id).toBe('1')
    expect(nextLesson([])).toBeUndefined()
  })

  it('opens from what was handed over without a parcel', () => {
    expect(canLearn({ delivery: 'virtual', state: 'shipped' })).toBe(true)
    expect(canLearn({ delivery: 'virtual', state: 'to_ship' })).toBe(false)
    expect(canLearn({ delivery: 'express', state: 'shipped' })).toBe(false)
  })
})

describe('the place in a film', () => {
  function watched(act: (film: ReturnType<typeof filmKeeper>) => void): number[] {
    const kept: number[] = []
    act(filmKeeper((seconds) => kept.push(seconds)))
    return kept
  }

  it('is kept every fifteen seconds, in either direction', () => {
    const kept = watched((film) => {
      film.from(30)
      for (const at of [30.4, 37, 44.9, 45.2, 52, 20]) film.at(at)
    })
    expect(kept).toEqual([45, 20])
  })

  it('is kept when somebody stops, and once only', () => {
    const kept = watched((film) => {
      film.at(3.7)
      film.flush()
      film.flush()
    })
    expect(kept).toEqual([3])
  })

  it('is never before the beginning nor later than the server keeps', () => {
    const kept = watched((film) => {
      film.at(-4)
      film.flush()
      film.at(1e9)
    })
    expect(kept).toEqual([86_400])
  })
})
