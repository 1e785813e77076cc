import { emit } from '../backend'
import { NativeElement, addParts } from './native'

export function submitForm(from: HTMLElement, type: string): void {
  const form = from.closest<HTMLElement>('wx-form')
  if (!form) return
  if (type === 'reset') {
    emit(form, 'reset', {})
    return
  }
  const value: Record<string, unknown> = {}
  for (const field of form.querySelectorAll<NativeElement & { value?: unknown }>('[name]')) {
    value[field.text('name')] = field.value
  }
  emit(form, 'submit', { value })
}

const BOX = `
  :host { display: inline-flex; align-items: center; vertical-align: middle }
  span { display: inline-flex; width: 18px; height: 18px; margin-right: 4px; border: 1px solid #d1d1d1;
    border-radius: var(--round); background: #fff; color: #07c160; align-items: center; justify-content: center;
    font: 14px/1 sans-serif }
`

/** `checkbox` and `radio`; their group reads them and reports the change. */
abstract class Choice extends NativeElement {
  static readonly observedAttributes = ['checked', 'disabled', 'color']
  protected readonly mark: HTMLElement
  protected on = false

  protected constructor(role: 'checkbox' | 'radio') {
    super()
    const round = role === 'radio' ? '50%' : '3px'
    const style = BOX.replace('var(--round)', round)
    this.mark = addParts(this, `<style>${style}</style><span></span><slot></slot>`).querySelector('span')!
    this.addEventListener('click', () => {
      if (!this.flag('disabled')) this.choose()
    })
  }

  get checked(): boolean {
    return this.on
  }

  connectedCallback(): void {
    this.setAttribute('role', this.localName === 'wx-radio' ? 'radio' : 'checkbox')
    this.tabIndex = 0
    this.show()
  }

  attributeChangedCallback(name: string): void {
    if (name === 'checked') this.on = this.flag('checked')
    this.show()
  }

  set(on: boolean): void {
    this.on = on
    this.show()
  }

  protected abstract choose(): void

  protected show(): void {
    this.mark.textContent = this.on ? '✓' : ''
    this.ariaChecked = String(this.on)
  }
}

export class WxCheckbox extends Choice {
  constructor() {
    super('checkbox')
  }

  protected choose(): void {
    this.set(!this.on)
    const group = this.closest<HTMLElement>('wx-checkbox-group')
    if (!group) return
    const chosen = [...group.querySelectorAll<WxCheckbox>('wx-checkbox')].filter((each) => each.checked)
    emit(group, 'change', { value: chosen.map((each) => each.text('value')) })
  }
}

export class WxRadio extends Choice {
  constructor() {
    super('radio')
  }

  protected choose(): void {
    const group = this.closest<HTMLElement>('wx-radio-group')
    group?.querySelectorAll<WxRadio>('wx-radio').forEach((each) => each.set(each === this))
    this.set(true)
    if (group) emit(group, 'change', { value: this.text('value') })
  }
}

const SWITCH = `
  :host { display: inline-block; vertical-align: middle; width: 52px; height: 32px; box-sizing: border-box }
  span { display: block; width: 50px; height: 30px; border: 1px solid #dfdfdf; border-radius: 16px; background: #dfdfdf }
  span::after { content: ''; display: block; width: 30px; height: 30px; border-radius: 15px; background: #fff }
  span.on { background: var(--on, #04be02); border-color: var(--on, #04be02) }
  span.on::after { transform: translateX(20px) }
`

export class WxSwitch extends NativeElement {
  static readonly observedAttributes = ['checked', 'color', 'disabled']
  private readonly track: HTMLElement
  private on = false

  constructor() {
    super()
    this.track = addParts(this, `<style>${SWITCH}</style><span></span>`).querySelector('span')!
    this.addEventListener('click', () => {
      if (this.flag('disabled')) return
      this.on = !this.on
      this.show()
      emit(this, 'change', { value: this.on })
    })
  }

  get value(): boolean {
    return this.on
  }

  connectedCallback(): void {
    this.setAttribute('role', 'switch')
    this.tabIndex = 0
    this.show()
  }

  attributeChangedCallback(name: string): void {
    if (name === 'checked') this.on = this.flag('checked')
    this.show()
  }

  private show(): void {
    this.track.classList.toggle('on', this.on)
    this.style.setProperty('--on', this.text('color', '#04be02'))
    this.ariaChecked = String(this.on)
  }
}

/** A tap anywhere on a label counts for the control inside it or the one it names. */
export class WxLabel extends NativeElement {
  constructor() {
    super()
    this.addEventListener('click', (event) => {
      const controls = 'wx-checkbox, wx-radio, wx-switch, wx-button, wx-input'
      if ((event.target as HTMLElement).closest(controls)) return
      const named = this.text('for')
      const control = named
        ? document.querySelector<HTMLElement>(`[id$="--${named}"]`)
        : this.querySelector<HTMLElement>(controls)
      control?.click()
    })
  }
}
