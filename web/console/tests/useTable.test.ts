import { mount } from '@vue/test-utils'
import { flushPromises } from '@vue/test-utils'
import { defineComponent, h } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import { useTable } from '@/composables/useTable'

interface Row {
  id: string
}
type Query = { q?: string; after?: string; limit: number }

/** Seven rows, served two at a time, the key being the last id. */
const serve = vi.fn(async ({ after, limit, q }: Query) => {
  const all = ['1', '2', '3', '4', '5', '6', '7'].filter((id) => !q || id === q).map((id) => ({ id }))
  const start = after ? all.findIndex((row) => row.id === after) + 1 : 0
  const items = all.slice(start, start + limit)
  return { items, next: start + limit < all.length ? items.at(-1)!.id : null }
})

async function table(load: (query: Query) => Promise<{ items: Row[]; next: string | null }> = serve) {
  let made!: ReturnType<typeof useTable<Row, { q: string }>>
  mount(
    defineComponent({
      setup() {
        made = useTable<Row, { q: string }>(load, { q: '' }, { limit: 2, inAddress: false })
        return () => h('div')
      },
    }),
  )
  await flushPromises()
  return made
}
const ids = (made: { rows: Row[] }) => made.rows.map((row) => row.id).join('')

describe('a list paged by keyset', () => {
  it('Goes forward by the server’s key and back by its own memory', async () => {
    const made = await table()
    expect([ids(made), made.page, made.hasNext]).toEqual(['12', 1, true])
    await made.next()
    await made.next()
    expect([ids(made), made.page]).toEqual(['56', 3])
    await made.previous()
    expect(ids(made)).toBe('34')
    await made.next()
    await made.next()
    expect([ids(made), made.page, made.hasNext]).toEqual(['7', 4, false])
    await made.next()
    expect(made.page).toBe(4)
  })

  it('A search begins at the first page, a reset brings everything back', async () => {
    const made = await table()
    await made.next()
    made.filters.q = '6'
    await made.search()
    expect([ids(made), made.page, made.filtered]).toEqual(['6', 1, true])
    await made.reset()
    expect([ids(made), made.filtered]).toEqual(['12', false])
  })

  it('An answer that comes too late does not overwrite a newer one', async () => {
    const answers: ((list: { items: Row[]; next: null }) => void)[] = []
    const made = await table(() => new Promise((resolve) => answers.push(resolve)))
    void made.search()
    answers[1]!({ items: [{ id: 'new' }], next: null })
    await flushPromises()
    answers[0]!({ items: [{ id: 'old' }], next: null })
    await flushPromises()
    expect(ids(made)).toBe('new')
  })
})
