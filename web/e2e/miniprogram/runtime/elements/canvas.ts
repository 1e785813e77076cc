import { fileUrl } from '../files'
import { NativeElement, addParts } from './native'

interface CanvasNode extends HTMLCanvasElement {
  createImage: () => HTMLImageElement
  requestAnimationFrame: typeof requestAnimationFrame
  cancelAnimationFrame: typeof cancelAnimationFrame
}

/** `canvas type="2d"`: the node is a browser canvas with the two factory methods of WeChat's. */
export class WxCanvas extends NativeElement {
  readonly node: CanvasNode

  constructor() {
    super()
    const style = 'canvas { display: block; width: 100%; height: 100% }'
    const root = addParts(this, `<style>${style}</style><canvas></canvas><slot></slot>`)
    this.node = root.querySelector('canvas') as CanvasNode
    this.node.createImage = createImage
    this.node.requestAnimationFrame = (callback) => requestAnimationFrame(callback)
    this.node.cancelAnimationFrame = (handle) => cancelAnimationFrame(handle)
  }
}

/** Pictures for a canvas come through the runner's server, else the canvas could not be read afterwards. */
export function createImage(): HTMLImageElement {
  const image = new Image()
  const source = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src')!
  Object.defineProperty(image, 'src', {
    get: () => source.get!.call(image) as string,
    set: (url: string) => {
      source.set!.call(image, fileUrl(url, true))
    },
  })
  return image
}
