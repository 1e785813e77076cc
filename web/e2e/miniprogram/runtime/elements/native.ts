import type { Element as EngineElement } from 'glass-easel'

/** What all our native elements share: attributes as the program set them, before they were turned into strings. */
export class NativeElement extends HTMLElement {
  /** The raw value of an attribute, objects and arrays included. */
  raw(name: string): unknown {
    const engine = (this as unknown as { __wxElement?: EngineElement }).__wxElement
    const value = engine?.getAttribute(name)
    return value === undefined ? (this.getAttribute(name) ?? undefined) : value
  }

  /** Absent, `false` and the string "false" are false; a bare attribute is true. */
  flag(name: string, byDefault = false): boolean {
    const value = this.raw(name)
    if (value === undefined || value === null) return byDefault
    return value !== false && value !== 'false'
  }

  text(name: string, byDefault = ''): string {
    const value = this.raw(name)
    return value === undefined || value === null ? byDefault : String(value)
  }

  number(name: string, byDefault: number): number {
    const value = Number(this.raw(name) ?? byDefault)
    return Number.isFinite(value) ? value : byDefault
  }
}

/** Adds a shadow root with the element's inner parts; what the template puts inside stays outside of it. */
export function addParts(host: HTMLElement, html: string): ShadowRoot {
  const root = host.attachShadow({ mode: 'open' })
  root.innerHTML = html
  return root
}

/** What a native element tells the page stack and the shim; set by the runtime to avoid import cycles. */
export const host: {
  navigate: (kind: string, url: string, delta: number) => void
  share: (target: NativeElement) => void
  pick: (title: string, columns: string[][], selected: number[]) => Promise<number[] | null>
  pickDate: (title: string, mode: 'date' | 'time', value: string) => Promise<string | null>
} = {
  navigate: () => undefined,
  share: () => undefined,
  pick: () => Promise.resolve(null),
  pickDate: () => Promise.resolve(null),
}
