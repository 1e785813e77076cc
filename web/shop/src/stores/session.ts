import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { call } from '@/api/call'
import type { MemberView } from '@/api/types'
import { drop, keep, kept } from '@/lib/keep'
import { go, here, replaceWith } from '@/lib/navigate'
import { keptShare, visitorId } from '@/lib/share-keeper'

export const useSession = defineStore('session', () => {
  const token = ref<string | null>(kept<string>('token'))
  const member = ref<MemberView | null>(null)
  const signedIn = computed(() => token.value !== null)

  async function login(code: string): Promise<MemberView> {
    const body = { code, shareCode: keptShare(), visitorId: visitorId() }
    const answer = await call('post', '/api/shop/sessions', { body })
    token.value = answer.token
    member.value = answer.member
    keep('token', answer.token)
    return answer.member
  }

  function forget(): void {
    token.value = null
    member.value = null
    drop('token')
  }

  async function logout(): Promise<void> {
    try {
      await call('delete', '/api/shop/sessions')
    } finally {
      forget()
    }
  }

  /** The member as the server knows them now; null when nobody is signed in. */
  async function refresh(): Promise<MemberView | null> {
    if (!token.value) return null
    member.value = await call('get', '/api/shop/me')
    return member.value
  }

  /** For what only members may do: true when signed in, else the login page opens and leads back here. */
  function required(returnTo: string = here()): boolean {
    if (token.value) return true
    go(`/pages/member/login?to=${encodeURIComponent(returnTo)}`)
    return false
  }

  /** The same for a page that shows nothing to visitors: login takes its place, so that "back" does not lead here again. */
  function gate(): boolean {
    if (token.value) return true
    replaceWith(`/pages/member/login?to=${encodeURIComponent(here())}`)
    return false
  }

  return { token, member, signedIn, login, logout, forget, refresh, required, gate }
})
