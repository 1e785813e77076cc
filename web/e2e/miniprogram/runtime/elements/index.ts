import { WxButton, WxNavigator } from './button'
import { WxCanvas } from './canvas'
import { WxCheckbox, WxLabel, WxRadio, WxSwitch } from './form'
import { WxImage } from './image'
import { WxInput, WxTextarea } from './input'
import { NativeElement } from './native'
import { WxPicker, WxPickerView, WxPickerViewColumn } from './picker'
import { WxRichText } from './richtext'
import { WxScrollView } from './scroll'
import { WxSwiper } from './swiper'
import { NATIVE_TAGS } from './tags'

const BEHAVING: Record<string, CustomElementConstructor> = {
  button: WxButton,
  navigator: WxNavigator,
  canvas: WxCanvas,
  checkbox: WxCheckbox,
  radio: WxRadio,
  switch: WxSwitch,
  label: WxLabel,
  image: WxImage,
  'cover-image': class extends WxImage {},
  input: WxInput,
  textarea: WxTextarea,
  picker: WxPicker,
  'picker-view': WxPickerView,
  'picker-view-column': WxPickerViewColumn,
  'rich-text': WxRichText,
  'scroll-view': WxScrollView,
  swiper: WxSwiper,
}

export function defineElements(): void {
  for (const tag of NATIVE_TAGS) {
    customElements.define(`wx-${tag}`, BEHAVING[tag] ?? class extends NativeElement {})
  }
}
