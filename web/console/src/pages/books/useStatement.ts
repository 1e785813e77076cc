import { computed, shallowRef } from 'vue'
import { call, download } from '@/api/client'
import { Problem } from '@/api/problem'
import type { Statement } from '@/api/types'
import { useSubmit } from '@/composables/useSubmit'
import { useTable } from '@/composables/useTable'
import { saveFile } from '@/lib/saveFile'
import { t } from '@/locales'

/** Days that no statement can have are said at the list, where the filter is: a refused query has no form of its own. */
async function saidPlainly<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    const field = error instanceof Problem ? (error.fields.from ?? error.fields.to)?.[0] : undefined
    throw error instanceof Problem && field
      ? new Problem(error.status, error.code, error.title, field, error.fields)
      : error
  }
}

/** One account's statement: its lines as a list, the sums that came with them, and the same days as a file. */
export function useStatement(key: string) {
  const statement = shallowRef<Statement | null>(null)
  const table = useTable(
    async (query) => {
      const found = await saidPlainly(call('get', '/accounts/{key}/statement', { path: { key }, query }))
      statement.value = found
      return found
    },
    { from: '', to: '' },
  )

  /** The days that are shown; this month, as the server says it, when none are chosen. */
  const days = computed({
    get: () => {
      const from = table.filters.from || statement.value?.from
      const to = table.filters.to || statement.value?.to
      return from && to ? [from, to] : []
    },
    set: (chosen: string[]) => {
      table.filters.from = chosen[0] ?? ''
      table.filters.to = chosen[1] ?? ''
      void table.search()
    },
  })

  const exporting = useSubmit(async () => {
    const [from, to] = days.value
    const query = { from, to }
    const file = await saidPlainly(download('/accounts/{key}/statement.csv', { path: { key }, query }))
    saveFile(file)
    return t('books.exported', { name: file.name })
  })

  return { statement, table, days, exporting }
}
