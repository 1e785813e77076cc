import * as glassEasel from 'glass-easel'
import { top } from './stack'
import { WxCanvas } from './elements/canvas'

type Fields = Record<string, unknown>
type Callback = (result: unknown) => void

interface Caller {
  _$?: glassEasel.GeneralComponent
}

interface Request {
  component: glassEasel.GeneralComponent
  selector: string | null
  single: boolean
  fields: Fields
  callback: Callback
}

export function componentOf(given: unknown): glassEasel.GeneralComponent {
  const own = (given as Caller | undefined)?._$
  return own ?? (top().caller as unknown as { _$: glassEasel.GeneralComponent })._$
}

/** Positions are relative to the page, whose own viewport begins below the navigation bar. */
function readNode(element: HTMLElement, engine: glassEasel.Element, fields: Fields): unknown {
  const origin = top().frame.querySelector('.mp-view')!.getBoundingClientRect()
  const rect = element.getBoundingClientRect()
  const result: Record<string, unknown> = {}
  if (fields.id) result.id = engine.id
  if (fields.dataset) result.dataset = engine.dataset
  if (fields.rect) {
    result.left = rect.left - origin.left
    result.right = rect.right - origin.left
    result.top = rect.top - origin.top
    result.bottom = rect.bottom - origin.top
  }
  if (fields.size) {
    result.width = rect.width
    result.height = rect.height
  }
  if (fields.scrollOffset) {
    result.scrollTop = element.scrollTop
    result.scrollLeft = element.scrollLeft
    result.scrollHeight = element.scrollHeight
    result.scrollWidth = element.scrollWidth
  }
  if (fields.node) result.node = element instanceof WxCanvas ? element.node : element
  for (const name of (fields.properties as string[] | undefined) ?? []) {
    result[name] = element.getAttribute(name)
  }
  const style = getComputedStyle(element)
  for (const name of (fields.computedStyle as string[] | undefined) ?? []) {
    result[name] = style.getPropertyValue(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
  }
  return result
}

function readViewport(fields: Fields): unknown {
  const { scroller } = top()
  const result: Record<string, unknown> = { id: '', dataset: {} }
  if (fields.rect)
    Object.assign(result, { left: 0, top: 0, right: scroller.clientWidth, bottom: scroller.clientHeight })
  if (fields.size) Object.assign(result, { width: scroller.clientWidth, height: scroller.clientHeight })
  if (fields.scrollOffset) {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth } = scroller
    Object.assign(result, { scrollTop, scrollLeft, scrollHeight, scrollWidth })
  }
  return result
}

function answer(request: Request): unknown {
  if (request.selector === null) return readViewport(request.fields)
  const root = request.component.getShadowRoot()!
  const found = request.single
    ? [root.querySelector(request.selector)].filter((each) => each !== null)
    : root.querySelectorAll(request.selector)
  const results = found.map((engine) => readNode(elementOf(engine), engine, request.fields))
  return request.single ? (results[0] ?? null) : results
}

/** A component with a virtual host has no element of its own: take the first one inside it. */
export function elementOf(engine: glassEasel.Element): HTMLElement {
  const own = engine.getBackendElement() as unknown as HTMLElement | null
  if (own) return own
  let found: HTMLElement | null = null
  if (glassEasel.Component.isComponent(engine)) {
    const first = engine.getShadowRoot()?.childNodes.find((node) => node instanceof glassEasel.Element)
    found = first ? elementOf(first as glassEasel.Element) : null
  }
  return found ?? document.createElement('div')
}

class NodesRef {
  constructor(
    private readonly query: SelectorQuery,
    private readonly selector: string | null,
    private readonly single: boolean,
  ) {}

  fields(fields: Fields, callback: Callback = () => undefined): SelectorQuery {
    return this.query.add(this.selector, this.single, fields, callback)
  }

  boundingClientRect(callback?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, rect: true, size: true }, callback)
  }

  scrollOffset(callback?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, scrollOffset: true }, callback)
  }

  node(callback?: Callback): SelectorQuery {
    return this.fields({ node: true }, callback)
  }

  context(callback?: Callback): SelectorQuery {
    return this.fields({ node: true }, callback)
  }
}

export class SelectorQuery {
  private component: glassEasel.GeneralComponent | undefined
  private readonly requests: Request[] = []

  constructor(from?: unknown) {
    if (from) this.component = componentOf(from)
  }

  in(component: unknown): this {
    this.component = componentOf(component)
    return this
  }

  select(selector: string): NodesRef {
    return new NodesRef(this, selector, true)
  }

  selectAll(selector: string): NodesRef {
    return new NodesRef(this, selector, false)
  }

  selectViewport(): NodesRef {
    return new NodesRef(this, null, true)
  }

  add(selector: string | null, single: boolean, fields: Fields, callback: Callback): this {
    const component = this.component ?? componentOf(undefined)
    this.requests.push({ component, selector, single, fields, callback })
    return this
  }

  exec(callback: (results: unknown[]) => void = () => undefined): this {
    // After the frame in which the program asked, so that what it has just rendered is laid out.
    requestAnimationFrame(() => {
      const results = this.requests.map((request) => {
        const result = answer(request)
        request.callback(result)
        return result
      })
      callback(results)
    })
    return this
  }
}
