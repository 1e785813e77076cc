import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { call } from '@/api/call'
import type { Cart, CartItem } from '@/api/types'

export const useCart = defineStore('cart', () => {
  const cart = ref<Cart | null>(null)
  const count = computed(() => cart.value?.count ?? 0)

  async function load(): Promise<Cart> {
    return show(await call('get', '/api/shop/cart'))
  }

  function show(fresh: Cart): Cart {
    cart.value = fresh
    if (fresh.count > 0)
      uni.setTabBarBadge({ index: 2, text: fresh.count > 99 ? '99+' : String(fresh.count), fail: () => {} })
    else uni.removeTabBarBadge({ index: 2, fail: () => {} })
    return fresh
  }

  async function set(skuId: string, quantity: number, selected: boolean): Promise<void> {
    show(
      await call('put', '/api/shop/cart/items/{skuId}', { params: { skuId }, body: { quantity, selected } }),
    )
  }

  /** Puts more of a SKU into the cart, on top of what lies there already. */
  async function add(skuId: string, quantity: number): Promise<void> {
    const current = cart.value ?? (await load())
    const lying = current.items.find((item) => item.skuId === skuId)?.quantity ?? 0
    await set(skuId, Math.min(999, lying + quantity), true)
  }

  async function remove(items: Pick<CartItem, 'skuId'>[]): Promise<void> {
    for (const { skuId } of items) {
      show(await call('delete', '/api/shop/cart/items/{skuId}', { params: { skuId } }))
    }
  }

  async function selectAll(items: CartItem[], selected: boolean): Promise<void> {
    for (const item of items) {
      if (item.selected !== selected) await set(item.skuId, item.quantity, selected)
    }
  }

  function forget(): void {
    cart.value = null
    uni.removeTabBarBadge({ index: 2, fail: () => {} })
  }

  return { cart, count, load, set, add, remove, selectAll, forget }
})
