import type { LessonCard, OrderCard } from '@/api/types'

const delivered: OrderCard['state'][] = ['shipped', 'received', 'completed']

/** The lines of an order do not say what they open, so whatever was handed over without a parcel leads to the courses. */
export function canLearn(order: Pick<OrderCard, 'delivery' | 'state'>): boolean {
  return order.delivery === 'virtual' && delivered.includes(order.state)
}

/** Where to go on: the first lesson that is not finished, else from the beginning. */
export function nextLesson(lessons: LessonCard[]): LessonCard | undefined {
  return lessons.find((lesson) => !lesson.done) ?? lessons[0]
}

/** A day is the most that the server keeps. */
const mostSeconds = 86_400

/** Keeps where a film is, but not at every step: after some seconds of it, and whenever somebody stops. */
export function filmKeeper(keep: (seconds: number) => void, everySeconds = 15) {
  let kept = 0
  let now = 0

  function flush(): void {
    if (now === kept) return
    kept = now
    keep(now)
  }

  return {
    from(seconds: number): void {
      kept = now = seconds
    },
    at(seconds: number): void {
      now = Math.min(Math.max(0, Math.floor(seconds)), mostSeconds)
      if (Math.abs(now - kept) >= everySeconds) flush()
    },
    flush,
  }
}
