import { computed, reactive, ref } from 'vue'
import { call } from '@/api/client'
import type { ConsoleProduct, ProductInput } from '@/api/types'
import { t } from '@/locales'
import { combinations, emptySku, fitSkus, MAX_SKUS, type Sku, type SkuDraft } from '@/lib/skuMatrix'

type Extras =
  'tags' | 'promises' | 'keywords' | 'isVirtual' | 'videoUrl' | 'unit' | 'stockAlarm' | 'limitPerMember'

export type ProductDraft = Omit<ProductInput, 'skus' | Extras> & {
  skus: SkuDraft[]
} & { [K in Extras]-?: Exclude<ProductInput[K], undefined> }

function blank(): ProductDraft {
  return {
    name: '',
    subtitle: '',
    categoryId: '',
    pictures: [],
    detailHtml: '',
    specs: [],
    skus: [emptySku([])],
    limitPerOrder: null,
    sort: 0,
    onShelf: true,
    rates: null,
    brandId: null,
    freightTemplateId: null,
    courseId: null,
    tags: [],
    promises: [],
    keywords: '',
    isVirtual: false,
    videoUrl: null,
    unit: t('common.piece'),
    onShelfAt: null,
    offShelfAt: null,
    stockAlarm: null,
    limitPerMember: null,
    crossedBasis: null,
  }
}

function draftOf(product: ConsoleProduct): ProductDraft {
  const { id: _id, soldCount: _soldCount, updatedAt: _updatedAt, ...input } = structuredClone(product)
  // The server applies the difference to what the editor showed, so that pieces sold meanwhile stay sold.
  return { ...blank(), ...input, skus: input.skus.map((sku) => ({ ...sku, stockWas: sku.stock })) }
}

/** A product while it is edited: the draft, what is still wrong with it, and whether it differs from what is stored. */
export function useProductForm(id: string | null) {
  const draft = reactive<ProductDraft>(blank())
  const stored = ref(JSON.stringify(draft))
  const shown = ref(false)

  function adopt(product: ConsoleProduct): void {
    Object.assign(draft, draftOf(product))
    stored.value = JSON.stringify(draft)
  }

  function refit(): void {
    draft.skus = fitSkus(draft.specs, draft.skus)
  }

  const dirty = computed(() => JSON.stringify(draft) !== stored.value)
  const errors = computed<Partial<Record<'name' | 'category' | 'pictures' | 'specs' | 'skus', string>>>(
    () => {
      const names = draft.specs.map((spec) => spec.name.trim())
      const count = combinations(draft.specs).length
      const crossed = draft.skus.some(
        (sku) => sku.crossedPriceFen !== null && sku.priceFen !== null && sku.crossedPriceFen <= sku.priceFen,
      )
      return {
        name: draft.name.trim() ? undefined : t('products.needName'),
        category: draft.categoryId ? undefined : t('products.needCategory'),
        pictures: draft.pictures.length > 0 ? undefined : t('products.needPicture'),
        specs:
          names.includes('') || new Set(names).size < names.length
            ? t('products.needSpecName')
            : draft.specs.some((spec) => spec.values.length === 0)
              ? t('products.needSpecValues')
              : count > MAX_SKUS
                ? t('products.tooManySkus', { count, max: MAX_SKUS })
                : undefined,
        skus: draft.skus.some((sku) => sku.priceFen === null)
          ? t('products.needPrice')
          : draft.skus.some((sku) => sku.stock === null)
            ? t('products.needStock')
            : crossed
              ? t('products.crossedTooLow')
              : undefined,
      }
    },
  )
  const firstError = computed(() => Object.values(errors.value).find(Boolean) ?? null)
  const visibleErrors = computed(() => (shown.value ? errors.value : {}))

  async function save(key: string): Promise<ConsoleProduct> {
    const body: ProductInput = { ...draft, name: draft.name.trim(), skus: draft.skus as Sku[] }
    const saved = id
      ? await call('put', '/products/{id}', { path: { id }, body, key })
      : await call('post', '/products', { body, key })
    stored.value = JSON.stringify(draft)
    return saved
  }

  return { draft, dirty, errors: visibleErrors, firstError, shown, adopt, refit, save }
}
