import { shallowRef } from 'vue'
import { call } from '@/api/call'
import type { ShareLink, ShareTarget } from '@/api/types'
import { asset } from '@/lib/asset'
import { pageOf } from '@/lib/navigate'
import { useSession } from '@/stores/session'

interface Card {
  title: string
  imageUrl?: string
}

/** Where a share is passed on, in the server's words. */
type ShareChannel = 'friend' | 'poster'

/**
 * The share of a page. WeChat asks for the card at once, so the member's own code is fetched beforehand; a visitor without a
 * login shares the bare page, because a share belongs to a member.
 */
export function useShare(target: () => ShareTarget, card: () => Card, channel: ShareChannel = 'friend') {
  const session = useSession()
  const link = shallowRef<ShareLink | null>(null)
  let owner: string | null = null

  async function prepare(): Promise<ShareLink | null> {
    if (!session.signedIn) return null
    if (link.value && owner === session.token) return link.value
    try {
      link.value = await call('post', '/api/shop/shares', { body: { target: target(), channel } })
      owner = session.token
    } catch {
      link.value = null
    }
    return link.value
  }

  function message(): { title: string; path: string; imageUrl?: string } {
    const { title, imageUrl } = card()
    const path = link.value ? link.value.path.replace(/^\/?/, '/') : pageOf(target())
    return { title, path, ...(imageUrl ? { imageUrl: asset(imageUrl) } : {}) }
  }

  return { link, prepare, message }
}
