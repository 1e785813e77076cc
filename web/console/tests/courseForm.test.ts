import { describe, expect, it } from 'vitest'
import { faultsFrom, faultsOf, newLesson, type CourseDraft } from '@/pages/courses/useCourseForm'

function course(change: Partial<CourseDraft> = {}): CourseDraft {
  return {
    kind: 'course',
    title: '跟茶艺师学泡茶',
    coverUrl: '',
    introHtml: '',
    forEver: true,
    validDays: null,
    isOpen: false,
    lessons: [],
    version: null,
    ...change,
  }
}

describe('what is wrong with a course', () => {
  it('Is nothing for a closed one with a title alone', () => {
    expect(faultsOf(course())).toEqual({})
  })

  it('Is said for the course and for each lesson', () => {
    const [named, nameless, film] = [
      { ...newLesson(), title: '第一节' },
      newLesson(),
      { ...newLesson(), title: '看', kind: 'video' as const },
    ]
    const faults = faultsOf(course({ title: ' ', lessons: [named, nameless, film] }))
    expect(Object.keys(faults)).toEqual(['title', `${nameless.key}.title`, `${film.key}.mediaUrl`])
  })

  it('Is an open course without a lesson, and days that are none', () => {
    const days = (validDays: number | null) => faultsOf(course({ forEver: false, validDays, isOpen: true }))
    expect(Object.keys(days(null))).toEqual(['validDays', 'lessons'])
    expect(Object.keys(days(3651))).toEqual(['validDays', 'lessons'])
    expect(Object.keys(days(30))).toEqual(['lessons'])
  })

  it('Stays with its lesson when the server said it by place', () => {
    const lessons = [newLesson(), newLesson()]
    const faults = faultsFrom(
      { 'lessons[1].title': ['太长', '不行'], 'lessons[7].title': ['?'], title: ['必填'] },
      lessons,
    )
    expect(faults).toEqual({
      [`${lessons[1]!.key}.title`]: '太长 不行',
      'lessons[7].title': '?',
      title: '必填',
    })
  })
})
