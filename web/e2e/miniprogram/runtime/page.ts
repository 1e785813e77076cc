import type { GeneralComponent } from 'glass-easel'
import { backend, codeSpace, holdReady, loadComponent } from './engine'
import { button, create, phone } from './phone'
import { recordError } from './probe'
import type { PageConfig } from './types'

export type Query = Record<string, string>

/** The page instance as the program knows it. */
export interface PageCaller {
  route: string
  options: Query
  [method: string]: unknown
}

let pageCount = 0
const PULL_DISTANCE = 60

/** One page of the stack: its frame, its component tree and its lifecycle. */
export class MiniPage {
  readonly caller: PageCaller
  readonly frame: HTMLElement
  readonly scroller: HTMLElement
  readonly config: PageConfig
  private readonly component: GeneralComponent
  private readonly release: () => void
  private readonly title: HTMLElement
  private atBottom = false
  private visible = false

  constructor(
    readonly path: string,
    readonly query: Query,
    options: { isTab: boolean; canGoBack: boolean; onBack: () => void },
  ) {
    const { configs } = window.__miniProgram
    this.config = { ...configs.app.window, ...configs[path] }
    loadComponent(path)
    this.title = create('h1', 'mp-title', this.config.navigationBarTitleText ?? '')
    this.scroller = create('div', 'mp-scroll')
    this.frame = this.buildFrame(options)
    const mark = document.createElement('div')
    this.scroller.append(mark)
    phone().append(this.frame)
    const root = backend.createRoot('wx-page', codeSpace, urlOf(path, query))
    this.component = root.getComponent()
    this.release = () => root.release()
    this.caller = root.get() as unknown as PageCaller
    Object.assign(this.caller, { route: path, options: query, __route__: path, __wxWebviewId__: ++pageCount })
    holdReady(true)
    root.attach(this.scroller as never, mark as never)
    this.call('onLoad', query)
    this.show()
    holdReady(false)
    this.call('onReady')
    this.watchScroll()
  }

  private buildFrame(options: { isTab: boolean; canGoBack: boolean; onBack: () => void }): HTMLElement {
    const frame = create('section', 'mp-page')
    frame.dataset.page = this.path
    frame.classList.toggle('has-tabs', options.isTab)
    frame.classList.toggle('custom-nav', this.config.navigationStyle === 'custom')
    const bar = create('header', 'mp-nav')
    bar.style.background = this.config.navigationBarBackgroundColor ?? '#fff'
    bar.style.color = this.config.navigationBarTextStyle === 'white' ? '#fff' : '#000'
    if (options.canGoBack) {
      const back = button('mp-back', '‹', options.onBack)
      back.ariaLabel = '返回'
      bar.append(back)
    }
    bar.append(this.title)
    const view = create('div', 'mp-view')
    view.style.background = this.config.backgroundColor ?? '#fff'
    view.append(this.scroller)
    frame.append(bar, view)
    return frame
  }

  call(name: string, ...args: unknown[]): unknown {
    const method = this.caller[name]
    if (typeof method !== 'function') return undefined
    try {
      return (method as (...given: unknown[]) => unknown).apply(this.caller, args)
    } catch (error) {
      recordError(error)
      console.error(error)
      return undefined
    }
  }

  has(name: string): boolean {
    return typeof this.caller[name] === 'function'
  }

  show(): void {
    if (this.visible) return
    this.visible = true
    this.frame.hidden = false
    this.component.triggerPageLifetime('show', [])
    this.call('onShow')
  }

  hide(): void {
    if (!this.visible) return
    this.visible = false
    this.frame.hidden = true
    this.component.triggerPageLifetime('hide', [])
    this.call('onHide')
  }

  unload(): void {
    this.call('onUnload')
    this.release()
    this.frame.remove()
  }

  setTitle(title: string): void {
    this.title.textContent = title
  }

  setColors(front: string, back: string): void {
    const bar = this.frame.querySelector<HTMLElement>('.mp-nav')!
    bar.style.color = front
    bar.style.background = back
  }

  pullDown(): void {
    if (this.config.enablePullDownRefresh) this.call('onPullDownRefresh')
  }

  private watchScroll(): void {
    const { scroller } = this
    let startY = 0
    scroller.addEventListener(
      'scroll',
      () => {
        this.call('onPageScroll', { scrollTop: scroller.scrollTop })
        const left = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight
        const atBottom = left <= (this.config.onReachBottomDistance ?? 50)
        if (atBottom && !this.atBottom) this.call('onReachBottom')
        this.atBottom = atBottom
      },
      { passive: true },
    )
    scroller.addEventListener('touchstart', (event) => (startY = event.changedTouches[0]!.clientY), {
      passive: true,
    })
    scroller.addEventListener(
      'touchend',
      (event) => {
        const pulled = event.changedTouches[0]!.clientY - startY
        if (pulled > PULL_DISTANCE && scroller.scrollTop <= 0) this.pullDown()
      },
      { passive: true },
    )
  }
}

function urlOf(path: string, query: Query): string {
  const text = Object.entries(query)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .join('&')
  return text ? `${path}?${text}` : path
}
