import type { SlipSheet } from '@/api/types'

export interface PickingRow {
  skuId: string
  name: string
  specText: string
  quantity: number
  orders: { no: string; quantity: number }[]
}

/** The pieces of all orders by SKU, what is needed most first: one walk to each shelf. */
export function pickingRows(slips: SlipSheet['items']): PickingRow[] {
  const rows = new Map<string, PickingRow>()
  for (const slip of slips) {
    for (const line of slip.lines) {
      const { skuId, name, specText } = line
      const row = rows.get(skuId) ?? { skuId, name, specText, quantity: 0, orders: [] }
      row.quantity += line.quantity
      row.orders.push({ no: slip.no, quantity: line.quantity })
      rows.set(skuId, row)
    }
  }
  return [...rows.values()].sort((a, b) => b.quantity - a.quantity || a.name.localeCompare(b.name))
}
