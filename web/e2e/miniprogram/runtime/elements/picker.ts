import { emit } from '../backend'
import { NativeElement, addParts, host } from './native'

/** A few places are enough to fill in an address; the real picker's list is WeChat's. */
const REGIONS: Record<string, Record<string, string[]>> = {
  浙江省: { 杭州市: ['西湖区', '上城区', '滨江区'], 宁波市: ['海曙区', '鄞州区'] },
  福建省: { 福州市: ['鼓楼区', '台江区'], 厦门市: ['思明区', '湖里区'] },
  上海市: { 上海市: ['徐汇区', '静安区', '浦东新区'] },
}

export class WxPicker extends NativeElement {
  constructor() {
    super()
    this.addEventListener('click', () => {
      if (!this.flag('disabled')) void this.open()
    })
  }

  get value(): unknown {
    return this.raw('value')
  }

  private async open(): Promise<void> {
    const title = this.text('header-text', '请选择')
    const mode = this.text('mode', 'selector')
    if (mode === 'date' || mode === 'time') {
      this.report(await host.pickDate(title, mode, this.text('value')))
    } else if (mode === 'region') {
      await this.pickRegion(title)
    } else if (mode === 'multiSelector') {
      this.report(await this.pickColumns(title))
    } else {
      const range = (this.raw('range') as unknown[] | undefined) ?? []
      const labels = range.map((each) => this.label(each))
      const chosen = await host.pick(title, [labels], [this.number('value', 0)])
      this.report(chosen && chosen[0])
    }
  }

  /** Column after column, so that the program can refill the later ones when an earlier one has been chosen. */
  private async pickColumns(title: string): Promise<number[] | null> {
    const chosen: number[] = []
    const columns = (): unknown[][] => (this.raw('range') as unknown[][] | undefined) ?? []
    for (let column = 0; column < columns().length; column++) {
      const labels = columns()[column]!.map((each) => this.label(each))
      const row = await host.pick(title, [labels], [0])
      if (!row) return null
      chosen.push(row[0]!)
      emit(this, 'columnchange', { column, value: row[0] })
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    return chosen
  }

  private async pickRegion(title: string): Promise<void> {
    const places = Object.entries(REGIONS).flatMap(([province, cities]) =>
      Object.entries(cities).flatMap(([city, districts]) =>
        districts.map((district) => [province, city, district]),
      ),
    )
    const chosen = await host.pick(title, [places.map((place) => place.join(' '))], [0])
    if (!chosen) {
      emit(this, 'cancel', {})
      return
    }
    emit(this, 'change', { value: places[chosen[0]!], code: ['', '', ''], postcode: '' })
  }

  private label(each: unknown): string {
    const key = this.text('range-key')
    return String(key ? (each as Record<string, unknown>)[key] : each)
  }

  private report(value: unknown): void {
    if (value === null || value === undefined) emit(this, 'cancel', {})
    else emit(this, 'change', { value })
  }
}

const DEFAULT_ROW_HEIGHT = 34

const VIEW = `
  <style>
    :host { display: block; position: relative; overflow: hidden }
    .columns { display: flex; height: 100% }
    .mark { position: absolute; left: 0; right: 0; top: calc(50% - var(--row, 34px) / 2); height: var(--row, 34px); pointer-events: none;
      border: solid #e5e5e5; border-width: 1px 0 }
  </style>
  <div class="columns"><slot></slot></div><div class="mark"></div>
`

export class WxPickerView extends NativeElement {
  static readonly observedAttributes = ['value', 'indicator-style']

  constructor() {
    super()
    addParts(this, VIEW)
  }

  /** The height of the indicator is the height of a row. */
  rowHeight(): number {
    return Number(/height:\s*([\d.]+)px/.exec(this.text('indicator-style'))?.[1] ?? DEFAULT_ROW_HEIGHT)
  }

  attributeChangedCallback(name: string): void {
    if (name === 'indicator-style') this.style.setProperty('--row', `${this.rowHeight()}px`)
    requestAnimationFrame(() => this.turn())
  }

  connectedCallback(): void {
    requestAnimationFrame(() => this.turn())
  }

  changed(): void {
    emit(this, 'pickend', {})
    emit(this, 'change', { value: this.columns().map((column) => column.index()) })
  }

  private columns(): WxPickerViewColumn[] {
    return [...this.querySelectorAll<WxPickerViewColumn>('wx-picker-view-column')]
  }

  private turn(): void {
    const wanted = (this.raw('value') as number[] | undefined) ?? []
    if (Array.isArray(wanted)) this.columns().forEach((column, place) => column.turnTo(wanted[place] ?? 0))
  }
}

const COLUMN = `
  <style>
    :host { display: block; flex: 1; height: 100%; overflow-y: auto; scrollbar-width: none;
      scroll-snap-type: y mandatory }
    ::slotted(*) { height: var(--row, 34px); line-height: var(--row, 34px); scroll-snap-align: center; text-align: center }
    .pad { height: calc(50% - var(--row, 34px) / 2) }
  </style>
  <div class="pad"></div><slot></slot><div class="pad"></div>
`

export class WxPickerViewColumn extends NativeElement {
  private turning = false

  constructor() {
    super()
    addParts(this, COLUMN)
    this.addEventListener('scrollend', () => {
      if (!this.turning) this.closest<WxPickerView>('wx-picker-view')?.changed()
      this.turning = false
    })
    this.addEventListener('click', (event) => {
      const row = [...this.children].findIndex((child) => child.contains(event.target as Node))
      if (row >= 0) this.scrollTop = row * this.rowHeight()
    })
  }

  private rowHeight(): number {
    return this.closest<WxPickerView>('wx-picker-view')?.rowHeight() ?? DEFAULT_ROW_HEIGHT
  }

  index(): number {
    return Math.round(this.scrollTop / this.rowHeight())
  }

  turnTo(row: number): void {
    if (this.index() === row) return
    this.turning = true
    this.scrollTop = row * this.rowHeight()
  }
}
