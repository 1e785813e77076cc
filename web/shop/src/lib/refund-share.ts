interface RefundableLine {
  quantity: number
  refundedQuantity: number
  refundableFen: number
}

/** What is left of a line to send back. */
export function piecesLeft(line: RefundableLine): number {
  return Math.max(0, line.quantity - line.refundedQuantity)
}

/** What n pieces are worth: all that is left for all pieces left, else their share, rounded down to the fen. */
export function refundFor(line: RefundableLine, pieces: number): number {
  const left = piecesLeft(line)
  if (left === 0 || pieces >= left) return line.refundableFen
  return Math.floor((line.refundableFen * pieces) / left)
}
