import { host, type NativeElement } from './elements/native'
import { fileUrl } from './files'
import { MiniPage, type Query } from './page'
import { button, create, phone } from './phone'
import { probe } from './probe'

const stack: MiniPage[] = []
/** Tab pages stay alive while the stack above them changes. */
const tabs = new Map<string, MiniPage>()
const MAX_DEPTH = 10

export const pages = (): MiniPage[] => [...stack]
export const top = (): MiniPage => stack[stack.length - 1]!

export const isTab = (path: string): boolean =>
  window.__miniProgram.configs.app.tabBar?.list.some((tab) => tab.pagePath === path) ?? false

export interface Target {
  path: string
  query: Query
}

/** WeChat hands over the query undecoded and accepts paths relative to the current page. */
export function parseUrl(url: string): Target {
  const [rawPath = '', rawQuery = ''] = url.split('?', 2)
  const base = stack.length ? top().path.split('/').slice(0, -1) : []
  const parts = rawPath.startsWith('/') || !stack.length ? [] : base
  for (const part of rawPath.split('/')) {
    if (part === '..') parts.pop()
    else if (part && part !== '.') parts.push(part)
  }
  const query: Query = {}
  for (const pair of rawQuery.split('&')) {
    if (!pair) continue
    const at = pair.indexOf('=')
    query[at < 0 ? pair : pair.slice(0, at)] = at < 0 ? '' : pair.slice(at + 1)
  }
  const path = parts.join('/')
  if (!window.__miniProgram.pages.includes(path)) throw new Error(`page "${path}" is not found`)
  return { path, query }
}

function open(target: Target, canGoBack: boolean): MiniPage {
  const onBack = (): void => navigateBack(1)
  const page = new MiniPage(target.path, target.query, { isTab: isTab(target.path), canGoBack, onBack })
  return page
}

function close(page: MiniPage): void {
  tabs.delete(page.path)
  page.hide()
  page.unload()
}

export function navigateTo(url: string): void {
  const target = parseUrl(url)
  if (isTab(target.path)) throw new Error('can not navigateTo a tabbar page')
  if (stack.length >= MAX_DEPTH) throw new Error('webview count limit exceed')
  top().hide()
  stack.push(open(target, true))
  drawTabBar()
}

export function redirectTo(url: string): void {
  const target = parseUrl(url)
  if (isTab(target.path)) throw new Error('can not redirectTo a tabbar page')
  close(stack.pop()!)
  stack.push(open(target, stack.length > 0))
  drawTabBar()
}

export function switchTab(url: string): void {
  const target = parseUrl(url)
  if (!isTab(target.path)) throw new Error('can not switch to no-tabBar page')
  while (stack.length && !isTab(top().path)) close(stack.pop()!)
  stack.pop()?.hide()
  const known = tabs.get(target.path)
  if (known) {
    stack.push(known)
    known.show()
  } else {
    const page = open({ ...target, query: {} }, false)
    tabs.set(target.path, page)
    stack.push(page)
  }
  drawTabBar()
}

export function reLaunch(url: string): void {
  const target = parseUrl(url)
  for (const page of new Set([...stack.splice(0).reverse(), ...tabs.values()])) close(page)
  tabs.clear()
  const page = open(target, false)
  if (isTab(target.path)) tabs.set(target.path, page)
  stack.push(page)
  drawTabBar()
}

export function navigateBack(delta: number): void {
  const count = Math.min(Math.max(delta, 1), stack.length - 1)
  if (count < 1) return
  for (let each = 0; each < count; each++) close(stack.pop()!)
  top().show()
  drawTabBar()
}

const badges = new Map<number, string>()
let tabBarHidden = false

export function setBadge(index: number, text: string): void {
  if (text) badges.set(index, text)
  else badges.delete(index)
  drawTabBar()
}

export function hideTabBar(hidden: boolean): void {
  tabBarHidden = hidden
  drawTabBar()
}

export function drawTabBar(): void {
  document.querySelector('.mp-tabs')?.remove()
  const { tabBar } = window.__miniProgram.configs.app
  if (!tabBar || !stack.length || !isTab(top().path) || tabBarHidden) return
  const bar = create('nav', 'mp-tabs')
  bar.style.background = tabBar.backgroundColor ?? '#fff'
  tabBar.list.forEach((tab, index) => {
    const current = tab.pagePath === top().path
    const item = button('mp-tab', '', () => tapTab(index))
    item.style.color = (current ? tabBar.selectedColor : tabBar.color) ?? '#000'
    const icon = current ? tab.selectedIconPath : tab.iconPath
    if (icon) {
      const picture = document.createElement('img')
      picture.src = fileUrl(icon)
      picture.alt = ''
      item.append(picture)
    }
    item.append(create('span', '', tab.text))
    if (badges.has(index)) item.append(create('b', 'mp-badge', badges.get(index)))
    if (current) item.setAttribute('aria-current', 'page')
    bar.append(item)
  })
  phone().append(bar)
}

function tapTab(index: number): void {
  const tab = window.__miniProgram.configs.app.tabBar!.list[index]!
  switchTab(`/${tab.pagePath}`)
  top().call('onTabItemTap', { index, pagePath: tab.pagePath, text: tab.text })
}

/** What WeChat would put on the card when the shopper shares from a button or the menu. */
export async function share(from: string, target?: NativeElement): Promise<void> {
  const given = (await top().call('onShareAppMessage', { from, target })) as
    | { title?: string; path?: string; imageUrl?: string }
    | undefined
  probe.shares.push({
    title: given?.title ?? '',
    path: given?.path ?? top().path,
    imageUrl: given?.imageUrl ?? '',
    from,
  })
}

host.share = (target) => void share('button', target)
host.navigate = (kind, url, delta) => {
  if (kind === 'navigateBack') navigateBack(delta)
  else if (kind === 'redirect') redirectTo(url)
  else if (kind === 'switchTab') switchTab(url)
  else if (kind === 'reLaunch') reLaunch(url)
  else navigateTo(url)
}
