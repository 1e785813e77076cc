import { emit } from '../backend'
import { NativeElement, host } from './native'
import { submitForm } from './form'

/** WeChat's `button` with the open types that a shop uses; what they yield is the shim's, not WeChat's. */
export class WxButton extends NativeElement {
  static readonly observedAttributes = ['disabled', 'loading']

  constructor() {
    super()
    this.addEventListener('click', (event) => {
      if (this.flag('disabled')) event.stopImmediatePropagation()
      else this.act()
    })
    // A disabled button takes no tap at all, not even for the elements around it.
    for (const type of ['touchstart', 'touchend', 'mousedown', 'mouseup']) {
      this.addEventListener(type, (event) => {
        if (this.flag('disabled')) event.stopImmediatePropagation()
      })
    }
  }

  connectedCallback(): void {
    this.setAttribute('role', 'button')
    if (!this.hasAttribute('tabindex')) this.tabIndex = 0
  }

  attributeChangedCallback(name: string): void {
    if (name === 'disabled') this.ariaDisabled = String(this.flag('disabled'))
  }

  private act(): void {
    switch (this.text('open-type')) {
      case 'getPhoneNumber':
        emit(this, 'getphonenumber', {
          errMsg: 'getPhoneNumber:ok',
          code: `phone:${window.__runner.phone}`,
        })
        break
      case 'chooseAvatar':
        emit(this, 'chooseavatar', { avatarUrl: '/__runner/avatar.svg' })
        break
      case 'share':
        host.share(this)
        break
      case 'agreePrivacyAuthorization':
        emit(this, 'agreeprivacyauthorization', {})
        break
      default:
    }
    const formType = this.text('form-type')
    if (formType) submitForm(this, formType)
  }
}

export class WxNavigator extends NativeElement {
  constructor() {
    super()
    this.addEventListener('click', () => {
      const kind = this.text('open-type', 'navigate')
      host.navigate(kind, this.text('url'), this.number('delta', 1))
    })
  }
}
