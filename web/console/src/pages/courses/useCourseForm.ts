import { computed, reactive, ref, shallowRef } from 'vue'
import { call } from '@/api/client'
import { Problem } from '@/api/problem'
import type { ConsoleCourse, CourseBody, LessonInput } from '@/api/types'
import { t } from '@/locales'

const MAX_DAYS = 3650

/** A lesson while it is edited: a key of its own, because a new one has no id and any may change its place. */
export type LessonDraft = LessonInput & { key: string }
export type CourseDraft = Omit<CourseBody, 'lessons'> & { forEver: boolean; lessons: LessonDraft[] }
/** What is wrong by field, those of a lesson by its key: `title`, `lessons`, `new-1.title`. */
export type CourseFaults = Record<string, string>

let made = 0

export function newLesson(): LessonDraft {
  const key = `new-${++made}`
  return {
    key,
    id: null,
    kind: 'article',
    title: '',
    bodyHtml: '',
    mediaUrl: null,
    minutes: null,
    isFree: false,
  }
}

function blank(): CourseDraft {
  return {
    kind: 'course',
    title: '',
    coverUrl: '',
    introHtml: '',
    forEver: true,
    validDays: null,
    isOpen: false,
    lessons: [],
    version: null,
  }
}

function draftOf({ id: _id, ...course }: ConsoleCourse): CourseDraft {
  return {
    ...course,
    forEver: course.validDays === null,
    lessons: course.lessons.map((lesson) => ({ ...lesson, key: lesson.id ?? '' })),
  }
}

function bodyOf({ forEver, ...draft }: CourseDraft): CourseBody {
  return {
    ...draft,
    title: draft.title.trim(),
    validDays: forEver ? null : draft.validDays,
    lessons: draft.lessons.map(({ key: _key, ...lesson }) => ({ ...lesson, title: lesson.title.trim() })),
  }
}

/** What the server found wrong, `lessons[3].title` by the key of that lesson: it may have moved since. */
export function faultsFrom(fields: Record<string, string[]>, lessons: LessonDraft[]): CourseFaults {
  return Object.fromEntries(
    Object.entries(fields).map(([name, texts]) => {
      const [, place, field] = /^lessons\[(\d+)\]\.(\w+)$/.exec(name) ?? []
      const lesson = place ? lessons[Number(place)] : undefined
      return [lesson ? `${lesson.key}.${field}` : name, texts.join(' ')]
    }),
  )
}

/** What can be seen to be wrong before anything is sent, in the order of the page. */
export function faultsOf(draft: CourseDraft): CourseFaults {
  const faults: CourseFaults = {}
  if (!draft.title.trim()) faults.title = t('courses.needTitle')
  const days = draft.validDays ?? 0
  if (!draft.forEver && (days < 1 || days > MAX_DAYS)) faults.validDays = t('courses.needDays')
  if (draft.isOpen && draft.lessons.length === 0) faults.lessons = t('courses.needLesson')
  for (const lesson of draft.lessons) {
    if (!lesson.title.trim()) faults[`${lesson.key}.title`] = t('courses.needLessonTitle')
    if (lesson.kind === 'video' && !lesson.mediaUrl) faults[`${lesson.key}.mediaUrl`] = t('courses.needVideo')
  }
  return faults
}

/** A course with its lessons while it is edited. */
export function useCourseForm(id: string | null) {
  const draft = reactive<CourseDraft>(blank())
  const stored = ref(JSON.stringify(draft))
  const shown = ref(false)
  const refused = shallowRef<CourseFaults>({})

  const dirty = computed(() => JSON.stringify(draft) !== stored.value)
  const own = computed(() => faultsOf(draft))
  const faults = computed(() => (shown.value ? { ...refused.value, ...own.value } : {}))
  const firstFault = computed(() => {
    const [name, text] = Object.entries(own.value)[0] ?? []
    if (!name || !text) return null
    const place = draft.lessons.findIndex((lesson) => name.startsWith(`${lesson.key}.`))
    return place < 0 ? text : t('courses.ofLesson', { no: place + 1, text })
  })

  function adopt(course: ConsoleCourse): void {
    Object.assign(draft, draftOf(course))
    stored.value = JSON.stringify(draft)
    shown.value = false
  }

  async function save(key: string): Promise<ConsoleCourse> {
    const body = bodyOf(draft)
    refused.value = {}
    try {
      const saved = id
        ? await call('put', '/courses/{id}', { path: { id }, body, key })
        : await call('post', '/courses', { body, key })
      stored.value = JSON.stringify(draft)
      return saved
    } catch (error) {
      if (error instanceof Problem) refused.value = faultsFrom(error.fields, draft.lessons)
      throw error
    }
  }

  return { draft, dirty, faults, firstFault, shown, adopt, save }
}
