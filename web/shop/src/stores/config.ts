import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { call } from '@/api/call'
import type { ShopConfig } from '@/api/types'
import { instant } from '@/lib/time'

export const useConfig = defineStore('config', () => {
  const config = ref<ShopConfig | null>(null)
  // Countdowns run on the server's clock: a phone's may be wrong, and a demo shop's can be moved.
  const clockOffsetMs = ref(0)

  async function load(): Promise<ShopConfig> {
    const fresh = await call('get', '/api/shop/config')
    config.value = fresh
    clockOffsetMs.value = instant(fresh.now) - Date.now()
    return fresh
  }

  return { config, clockOffsetMs, load, shop: computed(() => config.value?.shop ?? null) }
})
