import { describe, expect, it } from 'vitest'
import { combinations, emptySku, fitSkus, renameValue, type SkuDraft } from '@/lib/skuMatrix'

function sku(id: string, specValues: string[], stock: number, priceFen = 1990): SkuDraft {
  return { ...emptySku(specValues), id, stock, priceFen }
}

const size = { name: '净含量', values: ['250g', '500g'] }
const pack = { name: '包装', values: ['罐装', '礼盒', '试吃'] }

describe('the SKU matrix follows the specs', () => {
  it('A product without specs has one SKU', () => {
    expect(combinations([])).toEqual([[]])
  })

  it('Two specs make every pair, in the order of the specs', () => {
    expect(combinations([size, pack])).toEqual([
      ['250g', '罐装'],
      ['250g', '礼盒'],
      ['250g', '试吃'],
      ['500g', '罐装'],
      ['500g', '礼盒'],
      ['500g', '试吃'],
    ])
  })

  it('A spec without values does not wipe out the matrix', () => {
    expect(combinations([size, { name: '颜色', values: [] }])).toHaveLength(2)
  })

  it('An existing combination keeps its id and its stock', () => {
    const before = [sku('1', ['250g'], 7), sku('2', ['500g'], 9)]
    const after = fitSkus([{ ...size, values: ['500g', '1kg', '250g'] }], before)
    expect(after.map((row) => [row.specValues[0], row.id, row.stock])).toEqual([
      ['500g', '2', 9],
      ['1kg', null, null],
      ['250g', '1', 7],
    ])
  })

  it('A new combination borrows the price of its nearest relative but never its stock', () => {
    const before = [sku('1', ['250g'], 7, 1990), sku('2', ['500g'], 9, 3590)]
    const after = fitSkus([size, pack], before)
    expect(after.every((row) => row.id === null && row.stock === null)).toBe(true)
    expect(after.map((row) => row.priceFen)).toEqual([1990, 1990, 1990, 3590, 3590, 3590])
  })

  it('Correcting a value keeps the SKU', () => {
    const before = [sku('1', ['250g', '罐装'], 7), sku('2', ['500g', '罐装'], 9)]
    const after = renameValue(before, 0, '250g', '250克')
    expect(after.map((row) => [row.id, row.specValues.join()])).toEqual([
      ['1', '250克,罐装'],
      ['2', '500g,罐装'],
    ])
  })
})
