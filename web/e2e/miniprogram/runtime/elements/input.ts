import { emit } from '../backend'
import { NativeElement, addParts } from './native'

const STYLE = `
  input, textarea {
    display: block; box-sizing: border-box; width: 100%; height: 100%; min-height: inherit; margin: 0; padding: 0;
    border: 0; outline: 0; background: none; font: inherit; color: inherit; text-align: inherit;
    letter-spacing: inherit; caret-color: #07c160; resize: none;
  }
  ::placeholder { color: #808080; opacity: 1 }
`

const KEYBOARD: Record<string, string> = { number: 'numeric', digit: 'decimal', idcard: 'text', tel: 'tel' }
const DEFAULT_MAX_LENGTH = 140

type Field = HTMLInputElement | HTMLTextAreaElement

/** `input` and `textarea`: one inner field, WeChat's events with WeChat's details. */
abstract class TextField extends NativeElement {
  static readonly observedAttributes = [
    'value',
    'type',
    'password',
    'placeholder',
    'disabled',
    'maxlength',
    'focus',
    'auto-focus',
    'confirm-type',
    'aria-label',
    'auto-height',
  ]
  protected readonly field: Field
  protected readonly parts: ShadowRoot

  protected constructor(tag: 'input' | 'textarea') {
    super()
    this.parts = addParts(this, `<style>${STYLE}</style><${tag}></${tag}>`)
    this.field = this.parts.querySelector<Field>(tag)!
    this.field.addEventListener('input', () => {
      emit(this, 'input', { value: this.field.value, cursor: this.field.value.length, keyCode: 0 })
      this.fit()
    })
    this.field.addEventListener('focus', () => emit(this, 'focus', { value: this.field.value, height: 0 }))
    this.field.addEventListener('blur', () => emit(this, 'blur', { value: this.field.value, cursor: 0 }))
    this.field.addEventListener('keydown', (event) => {
      if ((event as KeyboardEvent).key !== 'Enter' || tag === 'textarea') return
      emit(this, 'confirm', { value: this.field.value })
    })
  }

  get value(): string {
    return this.field.value
  }

  connectedCallback(): void {
    if (this.flag('focus') || this.flag('auto-focus')) this.field.focus()
    this.fit()
  }

  attributeChangedCallback(name: string): void {
    const { field } = this
    if (name === 'value' && field.value !== this.text('value')) field.value = this.text('value')
    else if (name === 'placeholder') field.placeholder = this.text('placeholder')
    else if (name === 'disabled') field.disabled = this.flag('disabled')
    else if (name === 'maxlength') {
      const length = this.number('maxlength', DEFAULT_MAX_LENGTH)
      if (length >= 0) field.maxLength = length
      else field.removeAttribute('maxlength')
    } else if (name === 'aria-label') field.setAttribute('aria-label', this.text('aria-label'))
    else if (name === 'focus' && this.flag('focus') && this.isConnected) field.focus()
    else if (name === 'type' || name === 'password') this.setKind()
    this.fit()
  }

  protected setKind(): void {
    if (!(this.field instanceof HTMLInputElement)) return
    const type = this.text('type', 'text')
    this.field.type = this.flag('password') || type === 'safe-password' ? 'password' : 'text'
    this.field.inputMode = KEYBOARD[type] ?? 'text'
  }

  protected fit(): void {
    if (!(this.field instanceof HTMLTextAreaElement) || !this.flag('auto-height') || !this.isConnected) return
    this.style.height = 'auto'
    this.field.style.height = '0'
    this.field.style.height = `${this.field.scrollHeight}px`
  }
}

export class WxInput extends TextField {
  constructor() {
    super('input')
  }
}

export class WxTextarea extends TextField {
  constructor() {
    super('textarea')
  }
}
