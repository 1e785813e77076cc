import type { AfterSaleRules } from '@/api/types'

type ReturnAddress = NonNullable<AfterSaleRules['returnTo']>

/** The rules with a part of the address changed; an address of which nothing is left is none. */
export function withReturnAddress(rules: AfterSaleRules, part: Partial<ReturnAddress>): AfterSaleRules {
  const returnTo = { name: '', phone: '', detail: '', ...rules.returnTo, ...part }
  return { ...rules, returnTo: Object.values(returnTo).every((text) => !text.trim()) ? null : returnTo }
}

/** No address at all is fine, half an address is not. */
export function isAddressWhole(rules: AfterSaleRules | undefined): boolean {
  return !rules?.returnTo || Object.values(rules.returnTo).every((text) => text.trim())
}
