import type { ComponentInternalInstance } from 'vue'
import type { Picture } from './draw'

export interface PosterCanvas {
  ctx: CanvasRenderingContext2D
  picture(url: string): Promise<Picture | null>
  /** A file or data address that an image element can show. */
  export(): Promise<string>
}

// Twice the drawn size, so that the saved picture is sharp.
const scale = 2

// #ifdef H5
function loadInBrowser(url: string): Promise<Picture | null> {
  return new Promise((resolve) => {
    const image = new Image()
    image.crossOrigin = 'anonymous'
    image.onload = () => resolve(image)
    image.onerror = () => resolve(null)
    image.src = url
  })
}
// #endif

// #ifdef MP-WEIXIN
interface CanvasNode {
  width: number
  height: number
  getContext(kind: '2d'): CanvasRenderingContext2D
  createImage(): HTMLImageElement
}

function canvasNode(owner: ComponentInternalInstance | null): Promise<CanvasNode> {
  return new Promise((resolve, reject) => {
    uni
      .createSelectorQuery()
      .in(owner?.proxy)
      .select('#poster')
      .fields({ node: true, size: true }, () => {})
      .exec((found: { node?: CanvasNode }[]) =>
        found[0]?.node ? resolve(found[0].node) : reject(new Error('no canvas')),
      )
  })
}
// #endif

export async function openCanvas(
  owner: ComponentInternalInstance | null,
  width: number,
  height: number,
): Promise<PosterCanvas> {
  // #ifdef H5
  const canvas = document.createElement('canvas')
  canvas.width = width * scale
  canvas.height = height * scale
  const ctx = canvas.getContext('2d')!
  ctx.scale(scale, scale)
  return { ctx, picture: loadInBrowser, export: async () => canvas.toDataURL('image/png') }
  // #endif
  // #ifdef MP-WEIXIN
  const node = await canvasNode(owner)
  node.width = width * scale
  node.height = height * scale
  const pen = node.getContext('2d')
  pen.scale(scale, scale)
  return {
    ctx: pen,
    picture: (url) =>
      new Promise((resolve) => {
        const image = node.createImage()
        image.onload = () => resolve(image)
        image.onerror = () => resolve(null)
        image.src = url
      }),
    export: () =>
      new Promise((resolve, reject) => {
        uni.canvasToTempFilePath({
          canvas: node,
          fileType: 'png',
          success: ({ tempFilePath }: { tempFilePath: string }) => resolve(tempFilePath),
          fail: reject,
        } as never)
      }),
  }
  // #endif
}
