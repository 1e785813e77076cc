export interface WantedLine {
  skuId: string
  quantity: number
  offerRef?: string | null
}

/** Lines as a page parameter, so that a reload of the checkout keeps them: "sku*2*offer,sku*1". */
export function packLines(lines: WantedLine[]): string {
  return lines
    .map((line) =>
      [line.skuId, line.quantity, ...(line.offerRef ? [encodeURIComponent(line.offerRef)] : [])].join('*'),
    )
    .join(',')
}

export function unpackLines(text: string | undefined): WantedLine[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.split('*'))
    .filter(([skuId, quantity]) => skuId && Number(quantity) > 0)
    .map(([skuId = '', quantity, offerRef]) => ({
      skuId,
      quantity: Number(quantity),
      offerRef: offerRef ? decodeURIComponent(offerRef) : null,
    }))
}
