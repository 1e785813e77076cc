import { describe, expect, it } from 'vitest'
import { csvCell, csvText } from '../src/lib/csvText'
import { shareOut } from '../src/lib/shares'
import { pickingRows } from '../src/pages/orders/print/picking'

describe('sharing an amount out', () => {
  it('adds up exactly and gives what is left to the largest remainder', () => {
    expect(shareOut(1000, [1, 1, 1])).toEqual([334, 333, 333])
    expect(shareOut(100, [3000, 2000, 2000]).reduce((a, b) => a + b)).toBe(100)
    expect(shareOut(0, [5, 5])).toEqual([0, 0])
    expect(shareOut(7, [0, 0])).toEqual([7, 0])
  })

  it('never gives a line more than it cost as long as the amount is not above all of them', () => {
    for (let amount = 0; amount <= 60; amount++) {
      const weights = [1, 19, 0, 40]
      shareOut(amount, weights).forEach((share, index) => expect(share).toBeLessThanOrEqual(weights[index]!))
    }
  })
})

describe('a CSV file', () => {
  it('runs nothing and keeps long numbers', () => {
    expect(csvCell('=1+1')).toBe("'=1+1")
    expect(csvCell('261128012345678901')).toBe('261128012345678901\t')
    expect(csvCell('a,"b"')).toBe('"a,""b"""')
    expect(csvText([['订单号'], ['1']])).toBe('\uFEFF订单号\r\n1\r\n')
  })
})

describe('a picking list', () => {
  it('sums the pieces of all orders by SKU', () => {
    const line = (skuId: string, quantity: number) => ({
      skuId,
      name: skuId,
      specText: '',
      imageUrl: '',
      quantity,
    })
    const slip = (no: string, lines: ReturnType<typeof line>[]) => ({ no, lines }) as never
    const rows = pickingRows([slip('1', [line('tea', 1), line('cup', 5)]), slip('2', [line('tea', 2)])])
    expect(rows.map((row) => [row.skuId, row.quantity, row.orders.length])).toEqual([
      ['cup', 5, 1],
      ['tea', 3, 2],
    ])
  })
})
