import { emit } from '../backend'
import { NativeElement, addParts } from './native'

const PARTS = `
  <style>
    :host { display: block; position: relative; height: 150px; overflow: hidden }
    .frame { position: absolute; inset: 0 }
    .dots { position: absolute; left: 0; right: 0; bottom: 10px; display: flex; justify-content: center; gap: 8px }
    .dots i { width: 8px; height: 8px; border-radius: 50%; background: var(--dot, rgba(0, 0, 0, .3)) }
    .dots i.on { background: var(--dot-on, #000) }
  </style>
  <div class="frame"><slot></slot></div><div class="dots"></div>
`

const SWIPE_DISTANCE = 30

export class WxSwiper extends NativeElement {
  static readonly observedAttributes = [
    'current',
    'indicator-dots',
    'autoplay',
    'interval',
    'vertical',
    'duration',
  ]
  private readonly dots: HTMLElement
  private index = 0
  private timer = 0
  private startedAt = { x: 0, y: 0 }
  private readonly watcher = new MutationObserver(() => this.layOut())

  constructor() {
    super()
    this.dots = addParts(this, PARTS).querySelector('.dots')!
    this.addEventListener('touchstart', (event) => this.press(event.changedTouches[0]!), { passive: true })
    this.addEventListener('touchend', (event) => this.release(event.changedTouches[0]!), { passive: true })
  }

  connectedCallback(): void {
    this.watcher.observe(this, { childList: true, subtree: true })
    this.layOut()
    this.play()
  }

  disconnectedCallback(): void {
    this.watcher.disconnect()
    window.clearInterval(this.timer)
  }

  attributeChangedCallback(name: string): void {
    if (name === 'current') this.index = this.number('current', 0)
    this.layOut()
    if (name === 'autoplay' || name === 'interval') this.play()
  }

  private items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('wx-swiper-item')].filter(
      (item) => item.closest('wx-swiper') === this,
    )
  }

  private play(): void {
    window.clearInterval(this.timer)
    if (!this.flag('autoplay') || !this.isConnected) return
    this.timer = window.setInterval(() => this.go(this.index + 1, 'autoplay'), this.number('interval', 5000))
  }

  private press(touch: Touch): void {
    this.startedAt = { x: touch.clientX, y: touch.clientY }
  }

  private release(touch: Touch): void {
    const vertical = this.flag('vertical')
    const moved = vertical ? touch.clientY - this.startedAt.y : touch.clientX - this.startedAt.x
    if (Math.abs(moved) >= SWIPE_DISTANCE) this.go(this.index + (moved < 0 ? 1 : -1), 'touch')
  }

  private go(wanted: number, source: string): void {
    const count = this.items().length
    if (!count) return
    const next = this.flag('circular') ? (wanted + count) % count : Math.min(Math.max(wanted, 0), count - 1)
    if (wanted === count && source === 'autoplay') this.index = 0
    else if (next === this.index) return
    else this.index = next
    this.layOut()
    emit(this, 'change', { current: this.index, currentItemId: '', source })
    emit(this, 'animationfinish', { current: this.index, currentItemId: '', source })
  }

  private layOut(): void {
    const items = this.items()
    const axis = this.flag('vertical') ? 'Y' : 'X'
    items.forEach((item, position) => {
      item.style.transform = `translate${axis}(${(position - this.index) * 100}%)`
    })
    this.showDots(items.length)
  }

  private showDots(count: number): void {
    const wanted = this.flag('indicator-dots') ? count : 0
    this.style.setProperty('--dot', this.text('indicator-color', 'rgba(0, 0, 0, .3)'))
    this.style.setProperty('--dot-on', this.text('indicator-active-color', '#000'))
    while (this.dots.childElementCount > wanted) this.dots.lastElementChild!.remove()
    while (this.dots.childElementCount < wanted) this.dots.append(document.createElement('i'))
    ;[...this.dots.children].forEach((dot, position) => dot.classList.toggle('on', position === this.index))
  }
}
