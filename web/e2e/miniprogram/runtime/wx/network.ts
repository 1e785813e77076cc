import { keepFile, fileUrl } from '../files'
import { probe } from '../probe'
import { asyncApi, record, text, WxFailure, type Options } from './call'

/** Requests go through the runner's server: a mini-program knows no CORS, a browser does. */
function proxied(url: string): string {
  const { apiOrigin, builtOrigins } = window.__runner
  const parsed = new URL(url)
  if (parsed.origin !== apiOrigin && !builtOrigins.includes(parsed.origin)) {
    throw new WxFailure('url not in domain list', { errno: 600002 })
  }
  return `/__runner/api${parsed.pathname}${parsed.search}`
}

function withData(url: string, method: string, data: unknown): { url: string; body?: string } {
  if (data === undefined || data === null) return { url }
  if (method !== 'GET' && method !== 'HEAD') {
    return { url, body: typeof data === 'string' ? data : JSON.stringify(data) }
  }
  if (typeof data !== 'object') return { url }
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(data)) {
    if (value !== undefined && value !== null) query.append(key, text(value))
  }
  const extra = query.toString()
  return { url: extra ? `${url}${url.includes('?') ? '&' : '?'}${extra}` : url }
}

async function send(options: Options, signal: AbortSignal): Promise<object> {
  const method = text(options.method, 'GET').toUpperCase()
  const given = text(options.url)
  if (!/^https?:/.test(given)) throw new WxFailure(`invalid url "${given}"`)
  const { url, body } = withData(proxied(given), method, options.data)
  const headers = {
    'content-type': 'application/json',
    ...(options.header as Record<string, string> | undefined),
  }
  let response: Response
  try {
    response = await fetch(url, { method, headers, body, signal })
  } catch (error) {
    throw new WxFailure(signal.aborted ? 'abort' : (error as Error).message)
  }
  if (response.headers.get('x-runner-unreachable')) throw new WxFailure('connect refused')
  probe.requests.push({ method, url: new URL(given).pathname, status: response.status })
  const header = Object.fromEntries(response.headers)
  if (options.responseType === 'arraybuffer') {
    return { statusCode: response.status, header, cookies: [], data: await response.arrayBuffer() }
  }
  const raw = await response.text()
  return { statusCode: response.status, header, cookies: [], data: parse(raw, options.dataType) }
}

function parse(raw: string, dataType: unknown): unknown {
  if (dataType !== undefined && dataType !== 'json') return raw
  try {
    return JSON.parse(raw) as unknown
  } catch {
    return raw
  }
}

function request(options: Options): unknown {
  const abort = new AbortController()
  const task = {
    abort: () => abort.abort(),
    onHeadersReceived: () => undefined,
    offHeadersReceived: () => undefined,
    onChunkReceived: () => undefined,
    offChunkReceived: () => undefined,
  }
  const run = asyncApi('request', (given) => send(given, abort.signal))(options)
  return run ? Object.assign(run, task) : task
}

async function toDataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(reader.result as string))
    reader.readAsDataURL(blob)
  })
}

const extensionOf = (type: string): string => /^image\/(\w+)/.exec(type)?.[1] ?? 'bin'

function downloadFile(options: Options): unknown {
  const run = asyncApi('downloadFile', async (given) => {
    const response = await fetch(proxied(text(given.url)))
    const blob = await response.blob()
    return {
      statusCode: response.status,
      tempFilePath: keepFile(await toDataUrl(blob), extensionOf(blob.type)),
    }
  })(options)
  const task = { abort: () => undefined, onProgressUpdate: () => undefined }
  return run ? Object.assign(run, task) : task
}

async function getImageInfo(options: Options): Promise<object> {
  const src = text(options.src)
  const picture = new Image()
  picture.src = fileUrl(src, true)
  try {
    await picture.decode()
  } catch {
    throw new WxFailure('image not found')
  }
  // Like WeChat, hand a remote picture back as a local file.
  const path = /^https?:/.test(src) ? keepFile(picture.src, 'png') : src
  return { width: picture.naturalWidth, height: picture.naturalHeight, path, orientation: 'up', type: 'png' }
}

function canvasToTempFilePath(options: Options): object {
  const canvas = options.canvas as HTMLCanvasElement | undefined
  if (!(canvas instanceof HTMLCanvasElement)) throw new WxFailure('canvas is empty')
  const type = options.fileType === 'jpg' ? 'image/jpeg' : 'image/png'
  return { tempFilePath: keepFile(canvas.toDataURL(type, options.quality as number), 'png') }
}

export const network = {
  request,
  downloadFile,
  getImageInfo: asyncApi('getImageInfo', getImageInfo),
  canvasToTempFilePath: (options: Options) => {
    record('canvasToTempFilePath', { fileType: options.fileType })
    return asyncApi('canvasToTempFilePath', () => canvasToTempFilePath(options))({
      success: options.success,
      fail: options.fail,
      complete: options.complete,
    })
  },
  saveImageToPhotosAlbum: asyncApi('saveImageToPhotosAlbum', (options) => {
    probe.savedImages.push(fileUrl(text(options.filePath)))
  }),
}
