interface SkuChoice {
  id: string
  specValues: string[]
  stock: number
}

/** One entry per spec, null while nothing is chosen. */
export type Selection = (string | null)[]

function fits(sku: SkuChoice, selection: Selection): boolean {
  return selection.every((value, i) => value === null || sku.specValues[i] === value)
}

/** The SKU of a complete selection. A product without specs has its only SKU chosen from the start. */
export function chosenSku<T extends SkuChoice>(skus: T[], selection: Selection): T | null {
  return selection.includes(null) ? null : (skus.find((sku) => fits(sku, selection)) ?? null)
}

/** Whether a value can still lead to something in stock, given what is chosen for the other specs. */
export function selectable(skus: SkuChoice[], selection: Selection, spec: number, value: string): boolean {
  const wanted = selection.map((chosen, i) => (i === spec ? value : chosen))
  return skus.some((sku) => sku.stock > 0 && fits(sku, wanted))
}

/** The selection a sheet opens with: every spec that has only one value, or everything when one SKU is asked for. */
export function firstSelection(
  specs: { values: string[] }[],
  skus: SkuChoice[],
  skuId?: string | null,
): Selection {
  const asked = skus.find((sku) => sku.id === skuId)
  if (asked) return [...asked.specValues]
  return specs.map((spec) => (spec.values.length === 1 ? (spec.values[0] ?? null) : null))
}
