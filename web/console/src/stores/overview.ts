import { defineStore } from 'pinia'
import { computed } from 'vue'
import { call } from '@/api/client'
import { useLoad } from '@/composables/useLoad'

/** Loaded once for the start page and for the numbers beside the menu; refreshed after work that changes them. */
export const useOverview = defineStore('overview', () => {
  const source = useLoad(() => call('get', '/overview'), { immediate: false })
  const todo = computed(() => source.data?.todo ?? null)
  const now = computed(() => source.data?.now ?? null)

  function clear(): void {
    source.data = null
  }

  return { source, todo, now, clear, refresh: source.reload }
})
