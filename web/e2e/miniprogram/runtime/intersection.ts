import { componentOf, elementOf } from './query'
import { top } from './stack'

interface Margins {
  top?: number
  right?: number
  bottom?: number
  left?: number
}

type Listener = (entry: unknown) => void

/** `createIntersectionObserver` over the browser's own, relative to the page's viewport. */
export class IntersectionWatch {
  private margins: Margins = {}
  private observer: IntersectionObserver | undefined

  constructor(
    private readonly from: unknown,
    private readonly options: { thresholds?: number[]; observeAll?: boolean } = {},
  ) {}

  relativeTo(_selector: string, margins: Margins = {}): this {
    return this.relativeToViewport(margins)
  }

  relativeToViewport(margins: Margins = {}): this {
    this.margins = margins
    return this
  }

  observe(selector: string, listener: Listener): void {
    const root = componentOf(this.from).getShadowRoot()!
    const first = root.querySelector(selector)
    const found = this.options.observeAll ? root.querySelectorAll(selector) : first ? [first] : []
    const { top: up = 0, right = 0, bottom = 0, left = 0 } = this.margins
    this.observer = new IntersectionObserver(
      (entries) => {
        for (const { intersectionRatio, boundingClientRect, intersectionRect, rootBounds, time } of entries) {
          listener({
            intersectionRatio,
            boundingClientRect,
            intersectionRect,
            relativeRect: rootBounds,
            time,
          })
        }
      },
      {
        root: top().frame.querySelector('.mp-view'),
        rootMargin: `${up}px ${right}px ${bottom}px ${left}px`,
        threshold: this.options.thresholds ?? [0],
      },
    )
    for (const element of found) this.observer.observe(elementOf(element))
  }

  disconnect(): void {
    this.observer?.disconnect()
  }
}
