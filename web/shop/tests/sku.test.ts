import { describe, expect, it } from 'vitest'
import { chosenSku, firstSelection, selectable } from '@/lib/sku'

const specs = [
  { name: '规格', values: ['250g', '500g'] },
  { name: '包装', values: ['简装', '礼盒'] },
]
const skus = [
  { id: 'a', specValues: ['250g', '简装'], stock: 3 },
  { id: 'b', specValues: ['250g', '礼盒'], stock: 0 },
  { id: 'c', specValues: ['500g', '礼盒'], stock: 1 },
]

describe('SKU selection', () => {
  it('finds a SKU only when every spec is chosen', () => {
    expect(chosenSku(skus, ['250g', null])).toBeNull()
    expect(chosenSku(skus, ['250g', '简装'])?.id).toBe('a')
  })

  it('names no SKU for a combination that is not sold', () => {
    expect(chosenSku(skus, ['500g', '简装'])).toBeNull()
  })

  it('offers what can still lead to stock, given the other specs', () => {
    expect(selectable(skus, ['250g', null], 1, '简装')).toBe(true)
    expect(selectable(skus, ['250g', null], 1, '礼盒')).toBe(false)
    expect(selectable(skus, ['500g', null], 1, '简装')).toBe(false)
  })

  it('lets a chosen spec be changed without undoing it first', () => {
    expect(selectable(skus, ['250g', null], 0, '500g')).toBe(true)
    expect(selectable(skus, ['250g', '简装'], 0, '500g')).toBe(false)
  })

  it('starts with what leaves no choice', () => {
    expect(firstSelection([{ values: ['唯一'] }, specs[1]!], skus)).toEqual(['唯一', null])
    expect(firstSelection(specs, skus, 'c')).toEqual(['500g', '礼盒'])
  })

  it('has the only SKU of a product without specs chosen from the start', () => {
    const only = [{ id: 'x', specValues: [], stock: 1 }]
    expect(chosenSku(only, firstSelection([], only))?.id).toBe('x')
  })
})
