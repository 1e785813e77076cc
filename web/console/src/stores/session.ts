import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { bindSession, call } from '@/api/client'
import type { StaffMe } from '@/api/types'

const STORAGE_KEY = 'banyan.console.session'

export type Permission =
  | 'overview.read'
  | 'products.read'
  | 'products.write'
  | 'orders.read'
  | 'orders.ship'
  | 'orders.refund'
  | 'orders.remark'
  | 'orders.price'
  | 'orders.invoice'
  | 'orders.export'
  | 'orders.receivers'
  | 'reviews.read'
  | 'reviews.write'
  | 'stores.read'
  | 'stores.write'
  | 'stores.redeem'
  | 'campaigns.read'
  | 'campaigns.write'
  | 'distribution.read'
  | 'distribution.write'
  | 'books.read'
  | 'books.settle'
  | 'members.read'
  | 'members.write'
  | 'wallet.write'
  | 'staff.write'
  | 'settings.read'
  | 'settings.write'
  | 'system.read'
  | 'system.manage'
  | 'demo.clock'

export const useSession = defineStore('session', () => {
  const token = ref<string | null>(localStorage.getItem(STORAGE_KEY))
  const staff = ref<StaffMe | null>(null)
  const permissions = computed(() => new Set(staff.value?.permissions ?? []))

  function keep(next: string | null): void {
    token.value = next
    if (next) localStorage.setItem(STORAGE_KEY, next)
    else localStorage.removeItem(STORAGE_KEY)
  }

  function forget(): void {
    keep(null)
    staff.value = null
  }

  async function signIn(login: string, password: string): Promise<void> {
    const started = await call('post', '/sessions', { body: { login, password } })
    keep(started.token)
    staff.value = started.staff
  }

  /** Who the kept token belongs to; asked once after a reload. */
  async function restore(): Promise<void> {
    if (token.value && !staff.value) staff.value = await call('get', '/me')
  }

  async function signOut(): Promise<void> {
    try {
      await call('delete', '/sessions')
    } finally {
      forget()
    }
  }

  function can(permission: Permission): boolean {
    return permissions.value.has(permission)
  }

  function bind(expired: () => void): void {
    bindSession({
      token: () => token.value,
      expired: () => {
        forget()
        expired()
      },
    })
  }

  return { token, staff, can, signIn, signOut, restore, forget, bind }
})
