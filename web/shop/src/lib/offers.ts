import type { CampaignView } from '@/api/types'
import type { SheetSku } from '@/components/SkuSheet.vue'
import { t } from '@/locales/t'

type Offer = CampaignView['offers'][number]

/** A campaign's offers as the SKU sheet shows them: one spec, one value per SKU. */
export function offerSkus(offers: Offer[]): SheetSku[] {
  const single = offers.length === 1
  return offers.map((offer) => ({
    id: offer.skuId,
    specValues: single ? [] : [offer.specText],
    priceFen: offer.priceFen,
    crossedPriceFen: offer.originPriceFen,
    stock: offer.left,
    imageUrl: null,
  }))
}

export function offerSpecs(offers: Offer[]): { name: string; values: string[] }[] {
  return offers.length === 1
    ? []
    : [{ name: t('goods.specs'), values: offers.map((offer) => offer.specText) }]
}

export function lowestFen(offers: Offer[], fallback: number | null): number {
  return offers.length ? Math.min(...offers.map((offer) => offer.priceFen)) : (fallback ?? 0)
}
