export interface WantedLine {
  skuId: string
  quantity: number
  offerRef: string | null
}

// Platforms differ in how often they decode a page's parameters, so a packed text uses only letters that need no encoding.
function plain(text: string): string {
  return text.replace(/[^A-Za-z0-9_-]/g, (letter) => `.${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function restored(text: string): string {
  return text.replace(/\.([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

/** Lines as a page parameter, so that a reload of the checkout keeps them: "sku*2*offer~sku*1". */
export function packLines(lines: WantedLine[]): string {
  return lines
    .map((line) =>
      [plain(line.skuId), line.quantity, ...(line.offerRef ? [plain(line.offerRef)] : [])].join('*'),
    )
    .join('~')
}

export function unpackLines(text: string | undefined): WantedLine[] {
  return (text ?? '')
    .split('~')
    .map((part) => part.split('*'))
    .filter(([skuId, quantity]) => skuId && Number(quantity) > 0)
    .map(([skuId = '', quantity, offerRef]) => ({
      skuId: restored(skuId),
      quantity: Number(quantity),
      offerRef: offerRef ? restored(offerRef) : null,
    }))
}
