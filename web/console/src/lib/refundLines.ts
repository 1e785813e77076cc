import type { OrderLine } from '@/api/types'

/** What staff chose to refund of one order line. */
export interface RefundLineDraft {
  lineId: string
  chosen: boolean
  quantity: number
  amountFen: number | null
}

export function pieces(line: OrderLine): number {
  return Math.max(0, line.quantity - line.refundedQuantity)
}

/** The share of a quantity, as the server computes it when no amount is given: all that is left for the last pieces. */
export function shareOf(line: OrderLine, quantity: number): number {
  const left = pieces(line)
  if (left === 0 || quantity >= left) return line.refundableFen
  return Number((BigInt(line.refundableFen) * BigInt(quantity)) / BigInt(left))
}

export function draftFor(lines: OrderLine[]): RefundLineDraft[] {
  return lines.map((line) => ({
    lineId: line.id,
    chosen: false,
    quantity: pieces(line),
    amountFen: line.refundableFen,
  }))
}

export function totalOf(drafts: RefundLineDraft[]): number {
  return drafts.filter((draft) => draft.chosen).reduce((sum, draft) => sum + (draft.amountFen ?? 0), 0)
}

/** True when every chosen line has an amount above zero and within what can still be refunded. */
export function isRefundable(drafts: RefundLineDraft[], lines: OrderLine[]): boolean {
  const chosen = drafts.filter((draft) => draft.chosen)
  return (
    chosen.length > 0 &&
    chosen.every((draft) => {
      const line = lines.find((candidate) => candidate.id === draft.lineId)
      return line && draft.amountFen !== null && draft.amountFen > 0 && draft.amountFen <= line.refundableFen
    })
  )
}
