import { emit } from '../backend'
import { NativeElement } from './native'

export class WxScrollView extends NativeElement {
  static readonly observedAttributes = [
    'scroll-top',
    'scroll-left',
    'scroll-into-view',
    'refresher-triggered',
  ]
  private reachedEnd = false

  constructor() {
    super()
    this.addEventListener('scroll', () => this.report(), { passive: true })
  }

  attributeChangedCallback(name: string): void {
    if (name === 'scroll-top') this.scrollTop = this.number('scroll-top', 0)
    else if (name === 'scroll-left') this.scrollLeft = this.number('scroll-left', 0)
    else if (name === 'scroll-into-view') this.scrollToChild()
  }

  private scrollToChild(): void {
    const id = this.text('scroll-into-view')
    if (!id) return
    const child = this.querySelector<HTMLElement>(`[id$="--${id}"]`)
    if (!child) return
    const offset = child.getBoundingClientRect()
    const own = this.getBoundingClientRect()
    if (this.flag('scroll-y')) this.scrollTop += offset.top - own.top
    if (this.flag('scroll-x')) this.scrollLeft += offset.left - own.left
  }

  private report(): void {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth } = this
    emit(this, 'scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, deltaX: 0, deltaY: 0 })
    const left = this.flag('scroll-x')
      ? scrollWidth - scrollLeft - this.clientWidth
      : scrollHeight - scrollTop - this.clientHeight
    const atEnd = left <= this.number('lower-threshold', 50)
    if (atEnd && !this.reachedEnd) emit(this, 'scrolltolower', { direction: 'bottom' })
    this.reachedEnd = atEnd
  }
}
