/** What a list of goods is narrowed by, as shoppers choose it. */
export interface GoodsFilters {
  category: string
  brand: string
  tag: string
  minYuan: string
  maxYuan: string
  inStock: boolean
}

const FEN_PER_YUAN = 100

export function noFilters(): GoodsFilters {
  return { category: '', brand: '', tag: '', minYuan: '', maxYuan: '', inStock: false }
}

export function isFiltered(filters: GoodsFilters): boolean {
  return Object.values(filters).some(Boolean)
}

function fen(yuan: string): number | undefined {
  const value = Number(yuan)
  return yuan.trim() !== '' && Number.isFinite(value) && value >= 0
    ? Math.round(value * FEN_PER_YUAN)
    : undefined
}

/** The filters as the server asks for them; what is not chosen is left out. */
export function filterQuery(filters: GoodsFilters) {
  return {
    category: filters.category || undefined,
    brand: filters.brand || undefined,
    tag: filters.tag || undefined,
    minFen: fen(filters.minYuan),
    maxFen: fen(filters.maxYuan),
    inStock: filters.inStock || undefined,
  }
}
