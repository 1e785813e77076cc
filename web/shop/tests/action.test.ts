import { describe, expect, it } from 'vitest'
import { Problem } from '@/api/problem'
import { useAction } from '@/composables/useAction'

function scripted(outcomes: (Problem | 'ok')[]) {
  const keys: string[] = []
  const action = useAction(async (key, _wish: string) => {
    keys.push(key)
    const outcome = outcomes.shift()!
    if (outcome !== 'ok') throw outcome
    return outcome
  })
  return { keys, ...action }
}

describe('an action', () => {
  it('repeats a lost answer under the same key', async () => {
    const { keys, run } = scripted([new Problem('network', 0, ''), 'ok'])
    await run('buy')
    expect(await run('buy')).toBe('ok')
    expect(keys[1]).toBe(keys[0])
  })

  it('starts afresh after the server said no', async () => {
    const { keys, run } = scripted([new Problem('sold_out', 409, ''), 'ok'])
    await run('buy')
    await run('buy')
    expect(keys[1]).not.toBe(keys[0])
  })

  it('starts afresh after it was done, so that the same can be bought again', async () => {
    const { keys, run } = scripted(['ok', 'ok'])
    await run('buy')
    await run('buy')
    expect(keys[1]).not.toBe(keys[0])
  })

  it('runs once while it is under way', async () => {
    const { keys, run, busy } = scripted(['ok', 'ok'])
    const first = run('buy')
    expect(busy.value).toBe(true)
    expect(await run('buy')).toBeUndefined()
    await first
    expect(busy.value).toBe(false)
    expect(keys).toHaveLength(1)
  })
})
