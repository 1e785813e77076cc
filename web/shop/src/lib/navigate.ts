import type { ShareTarget } from '@/api/types'

const tabs = ['/pages/home/index', '/pages/category/index', '/pages/cart/index', '/pages/me/index']

function pathOf(url: string): string {
  return url.split('?')[0] ?? url
}

export function go(url: string): void {
  if (tabs.includes(pathOf(url))) uni.switchTab({ url: pathOf(url) })
  else uni.navigateTo({ url })
}

/** Goes somewhere without leaving the present page behind to come back to. */
export function replaceWith(url: string): void {
  if (tabs.includes(pathOf(url))) uni.switchTab({ url: pathOf(url) })
  else uni.redirectTo({ url })
}

/** To a page that may be the one this was opened from: then back, so that it is not there twice. */
export function returnTo(url: string): void {
  const before = getCurrentPages().at(-2) as { route?: string } | undefined
  if (before?.route === pathOf(url).replace(/^\//, '')) uni.navigateBack()
  else replaceWith(url)
}

/** Back to where the shopper was, or home when the page was opened by a link. */
export function back(): void {
  if (getCurrentPages().length > 1) uni.navigateBack()
  else uni.switchTab({ url: '/pages/home/index' })
}

/** The address of the page on screen with its parameters. */
export function here(): string {
  const page = getCurrentPages().at(-1) as { route?: string; options?: Record<string, string> } | undefined
  if (!page?.route) return '/pages/home/index'
  // uni hands the parameters over as they stand in the address, still encoded on H5 and decoded on the mini-program.
  const query = Object.entries(page.options ?? {}).map(
    ([k, v]) => `${k}=${encodeURIComponent(decodeURIComponent(v))}`,
  )
  return `/${page.route}${query.length ? `?${query.join('&')}` : ''}`
}

export function pageOf(target: ShareTarget): string {
  const id = target.id ?? ''
  switch (target.type) {
    case 'product':
      return `/pages/goods/product?id=${id}`
    case 'campaign':
      return `/pages/campaign/detail?id=${id}`
    case 'run':
      return `/pages/campaign/run?id=${id}`
    case 'distribution':
      return '/pages/distribution/centre'
    default:
      return '/pages/home/index'
  }
}

/** Where a banner leads: one of our pages, or "product:ID" and the like as merchants enter it. */
export function followLink(link: string): void {
  const short = /^(product|campaign|run|distribution):?(.*)$/.exec(link)
  if (short) go(pageOf({ type: short[1] as ShareTarget['type'], id: short[2] || null }))
  else if (/^\/?pages\//.test(link)) go(link.startsWith('/') ? link : `/${link}`)
  else if (/^\/?#\/pages\//.test(link)) go(link.replace(/^\/?#/, ''))
}
