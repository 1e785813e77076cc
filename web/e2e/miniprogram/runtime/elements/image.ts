import { emit } from '../backend'
import { fileUrl } from '../files'
import { NativeElement, addParts } from './native'

const FIT: Record<string, string> = {
  scaleToFill: 'fill',
  aspectFit: 'contain',
  aspectFill: 'cover',
  center: 'none',
}

export class WxImage extends NativeElement {
  static readonly observedAttributes = ['src', 'mode', 'aria-label']
  private readonly picture: HTMLImageElement

  constructor() {
    super()
    const style = 'img { display: block; width: 100%; height: 100%; border-radius: inherit }'
    this.picture = addParts(this, `<style>${style}</style><img alt="">`).querySelector('img')!
    this.picture.addEventListener('load', () => {
      this.resize()
      emit(this, 'load', { width: this.picture.naturalWidth, height: this.picture.naturalHeight })
    })
    this.picture.addEventListener('error', () => {
      emit(this, 'error', { errMsg: `GET ${this.text('src')} failed` })
    })
  }

  attributeChangedCallback(name: string): void {
    if (name === 'aria-label') this.picture.alt = this.text('aria-label')
    else if (name === 'mode') this.resize()
    else if (this.text('src')) this.picture.src = fileUrl(this.text('src'))
    else this.picture.removeAttribute('src')
  }

  private resize(): void {
    const mode = this.text('mode', 'scaleToFill')
    this.picture.style.objectFit = FIT[mode] ?? 'fill'
    const { naturalWidth, naturalHeight } = this.picture
    if (!naturalWidth || !naturalHeight) return
    const { style } = this.picture
    style.width = mode === 'heightFix' ? 'auto' : '100%'
    style.height = mode === 'widthFix' ? 'auto' : '100%'
    if (mode === 'widthFix') this.style.height = 'auto'
    if (mode === 'heightFix') this.style.width = 'auto'
  }
}
