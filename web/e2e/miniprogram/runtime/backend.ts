import * as glassEasel from 'glass-easel'
import { convertInlineStyle } from './units'

/** DOM events that listeners may hear directly; everything else a native element dispatches through the engine. */
const DOM_EVENTS = new Set([
  'transitionend',
  'animationstart',
  'animationiteration',
  'animationend',
  'touchstart',
  'touchmove',
  'touchend',
  'touchcancel',
])

type Listener = Parameters<glassEasel.CurrentWindowBackendContext['onEvent']>[0]

/**
 * The engine's DOM backend with what a mini-program needs on top: inline styles in rpx, touch lists on touch events,
 * long presses, and form events that come from our native elements only (not twice, from the inner input as well).
 */
export class RunnerBackend extends glassEasel.CurrentWindowBackendContext {
  constructor() {
    super()
    const document = window.document
    this.document = {
      createElement: (tag: string) => withInlineUnits(document.createElement(tag)),
      createTextNode: (text: string) => document.createTextNode(text),
      createDocumentFragment: () => document.createDocumentFragment(),
    } as unknown as typeof this.document
    this.onEvent(dispatchFromDom as Listener)
    watchLongPress()
  }

  override setListenerStats(
    ...args: Parameters<glassEasel.CurrentWindowBackendContext['setListenerStats']>
  ): void {
    const [element, type, capture] = args
    // The engine listens for touches on the body, so a single `catch` must not cancel everybody's.
    if (DOM_EVENTS.has(type)) super.setListenerStats(element, type, capture, NOT_FINAL)
  }
}

function withInlineUnits(element: HTMLElement): HTMLElement {
  const original = element.setAttribute.bind(element)
  element.setAttribute = (name: string, value: string) => {
    original(name, name === 'style' ? convertInlineStyle(value) : value)
  }
  return element
}

const NOT_FINAL = 0 as Parameters<glassEasel.CurrentWindowBackendContext['setListenerStats']>[3]

interface Touch {
  identifier: number
  pageX: number
  pageY: number
  clientX: number
  clientY: number
  x: number
  y: number
}

function touchesOf(list: TouchList): Touch[] {
  return Array.from(list, (touch) => ({
    identifier: touch.identifier,
    pageX: touch.pageX,
    pageY: touch.pageY,
    clientX: touch.clientX,
    clientY: touch.clientY,
    x: touch.clientX,
    y: touch.clientY,
  }))
}

function extraFields(original: unknown): Record<string, unknown> {
  if (typeof TouchEvent !== 'undefined' && original instanceof TouchEvent) {
    return { touches: touchesOf(original.touches), changedTouches: touchesOf(original.changedTouches) }
  }
  if (original instanceof MouseEvent) {
    const { pageX, pageY, clientX, clientY } = original
    const touch = { identifier: 0, pageX, pageY, clientX, clientY, x: clientX, y: clientY }
    return { touches: [touch], changedTouches: [touch] }
  }
  return {}
}

function dispatchFromDom(
  target: glassEasel.Element,
  type: string,
  detail: unknown,
  options: glassEasel.EventOptions,
): glassEasel.EventBubbleStatus | undefined {
  const isTouch = type.startsWith('touch') || type === 'tap'
  const event = new glassEasel.Event(type, isTouch ? pointOf(detail) : detail, {
    ...options,
    extraFields: extraFields(options.originalEvent),
  })
  glassEasel.Event.dispatchEvent(target, event)
  // `catch:tap` stops the tap, it does not cancel the click that our native elements act on.
  return type === 'touchmove' ? event.getEventBubbleStatus() : undefined
}

const pointOf = (detail: unknown): { x: number; y: number } => {
  const point = detail as { x?: number; y?: number }
  return { x: point.x ?? 0, y: point.y ?? 0 }
}

type WithNode = Node & { __wxElement?: glassEasel.Element }

export function engineElementOf(node: Node | null): glassEasel.Element | null {
  let current: WithNode | null = node
  while (current && !current.__wxElement) current = current.parentNode
  return current?.__wxElement ?? null
}

const LONG_PRESS_MS = 350

function watchLongPress(): void {
  let timer = 0
  const cancel = (): void => window.clearTimeout(timer)
  document.addEventListener(
    'touchstart',
    (event) => {
      cancel()
      const target = engineElementOf(event.target as Node)
      const touch = event.changedTouches[0]
      if (!target || !touch) return
      timer = window.setTimeout(() => {
        const detail = { x: touch.clientX, y: touch.clientY }
        const options = { bubbles: true, composed: true, capturePhase: true }
        for (const type of ['longpress', 'longtap']) {
          glassEasel.Event.dispatchEvent(target, new glassEasel.Event(type, detail, options))
        }
      }, LONG_PRESS_MS)
    },
    { capture: true, passive: true },
  )
  for (const type of ['touchmove', 'touchend', 'touchcancel']) {
    document.addEventListener(type, cancel, { capture: true, passive: true })
  }
}

/** Dispatches an event of a native element, the way WeChat's own components do. */
export function emit(element: HTMLElement, type: string, detail: unknown, bubbles = false): void {
  const target = engineElementOf(element)
  if (!target) return
  glassEasel.Event.dispatchEvent(
    target,
    new glassEasel.Event(type, detail, { bubbles, composed: bubbles, capturePhase: true }),
  )
}
