import type { ProductInput } from '@/api/types'

export type Spec = ProductInput['specs'][number]
export type Sku = ProductInput['skus'][number]
/** A SKU while it is being edited: price and stock may still be missing. */
export type SkuDraft = Omit<Sku, 'priceFen' | 'stock'> & { priceFen: number | null; stock: number | null }

export const MAX_SKUS = 200
const SEPARATOR = '\u0000'

/** Every combination of spec values in the order of the specs; a product without specs has exactly one. */
export function combinations(specs: Spec[]): string[][] {
  return specs
    .filter((spec) => spec.values.length > 0)
    .reduce<string[][]>(
      (rows, spec) => rows.flatMap((row) => spec.values.map((value) => [...row, value])),
      [[]],
    )
}

export function emptySku(specValues: string[]): SkuDraft {
  return {
    id: null,
    stockWas: null,
    specValues,
    priceFen: null,
    crossedPriceFen: null,
    costFen: null,
    stock: null,
    weightGrams: 0,
    barcode: '',
    imageUrl: null,
  }
}

function shared(a: string[], b: string[]): number {
  return a.filter((value) => b.includes(value)).length
}

/**
 * The rows of the SKU table after the specs changed: a combination that existed keeps its SKU (id, stock and all); a new
 * one borrows prices from its nearest relative but starts without stock, because stock must never be counted twice.
 */
export function fitSkus(specs: Spec[], existing: SkuDraft[]): SkuDraft[] {
  const byValues = new Map(existing.map((sku) => [sku.specValues.join(SEPARATOR), sku]))
  return combinations(specs)
    .slice(0, MAX_SKUS)
    .map((values) => {
      const kept = byValues.get(values.join(SEPARATOR))
      if (kept) return kept
      const nearest = existing.reduce<SkuDraft | null>(
        (best, sku) =>
          best === null || shared(sku.specValues, values) > shared(best.specValues, values) ? sku : best,
        null,
      )
      return {
        ...emptySku(values),
        priceFen: nearest?.priceFen ?? null,
        crossedPriceFen: nearest?.crossedPriceFen ?? null,
        costFen: nearest?.costFen ?? null,
        weightGrams: nearest?.weightGrams ?? 0,
      }
    })
}

/** The SKUs with one spec value renamed, so that correcting a typing error does not make new SKUs. */
export function renameValue(skus: SkuDraft[], specIndex: number, from: string, to: string): SkuDraft[] {
  return skus.map((sku) =>
    sku.specValues[specIndex] === from
      ? { ...sku, specValues: sku.specValues.map((value, index) => (index === specIndex ? to : value)) }
      : sku,
  )
}
