// A poster is a list of nodes drawn onto a standard 2D canvas, which both the browser and the mini-program have.

export type Picture = CanvasImageSource & { width: number; height: number }

interface At {
  x: number
  y: number
}
interface Box extends At {
  w: number
  h: number
  radius?: number
}

export type PosterNode =
  | ({ kind: 'rect'; fill: string; fillTo?: string } & Box)
  | ({ kind: 'picture'; picture: Picture } & Box)
  | ({ kind: 'qr'; size: number; dark: string; modules: boolean[][] } & At)
  | ({
      kind: 'text'
      text: string
      size: number
      color: string
      weight?: number
      align?: CanvasTextAlign
      maxWidth?: number
      lines?: number
      struck?: boolean
    } & At)

const font = '-apple-system, "PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif'

function path(ctx: CanvasRenderingContext2D, { x, y, w, h, radius = 0 }: Box): void {
  const r = Math.min(radius, w / 2, h / 2)
  ctx.beginPath()
  ctx.moveTo(x + r, y)
  ctx.arcTo(x + w, y, x + w, y + h, r)
  ctx.arcTo(x + w, y + h, x, y + h, r)
  ctx.arcTo(x, y + h, x, y, r)
  ctx.arcTo(x, y, x + w, y, r)
  ctx.closePath()
}

/** Breaks a text to fit; the last line that is allowed ends in an ellipsis. */
export function wrapped(
  text: string,
  maxWidth: number,
  lines: number,
  measure: (text: string) => number,
): string[] {
  const out: string[] = []
  let line = ''
  for (const letter of text) {
    if (!line || measure(line + letter) <= maxWidth) {
      line += letter
      continue
    }
    if (out.length === lines - 1) {
      while (line && measure(`${line}…`) > maxWidth) line = line.slice(0, -1)
      return [...out, `${line}…`]
    }
    out.push(line)
    line = letter
  }
  return [...out, line]
}

function drawText(ctx: CanvasRenderingContext2D, node: Extract<PosterNode, { kind: 'text' }>): void {
  ctx.font = `${node.weight ?? 400} ${node.size}px ${font}`
  ctx.fillStyle = node.color
  ctx.textAlign = node.align ?? 'left'
  ctx.textBaseline = 'top'
  const lines = node.maxWidth
    ? wrapped(node.text, node.maxWidth, node.lines ?? 1, (text) => ctx.measureText(text).width)
    : [node.text]
  lines.forEach((line, i) => ctx.fillText(line, node.x, node.y + i * node.size * 1.45))
  if (node.struck)
    ctx.fillRect(
      node.x,
      node.y + node.size * 0.55,
      ctx.measureText(node.text).width,
      Math.max(1, node.size / 16),
    )
}

function drawPicture(ctx: CanvasRenderingContext2D, node: Extract<PosterNode, { kind: 'picture' }>): void {
  const { picture, x, y, w, h } = node
  // Fills the box and keeps the proportions, cutting off what does not fit.
  const scale = Math.max(w / picture.width, h / picture.height)
  const sw = w / scale
  const sh = h / scale
  ctx.save()
  path(ctx, node)
  ctx.clip()
  ctx.drawImage(picture, (picture.width - sw) / 2, (picture.height - sh) / 2, sw, sh, x, y, w, h)
  ctx.restore()
}

function drawQr(ctx: CanvasRenderingContext2D, node: Extract<PosterNode, { kind: 'qr' }>): void {
  const side = node.size / node.modules.length
  ctx.fillStyle = node.dark
  node.modules.forEach((row, r) =>
    row.forEach((dark, c) => {
      // A hair of overlap hides the seams that fractional modules would show.
      if (dark) ctx.fillRect(node.x + c * side, node.y + r * side, side + 0.4, side + 0.4)
    }),
  )
}

function drawRect(ctx: CanvasRenderingContext2D, node: Extract<PosterNode, { kind: 'rect' }>): void {
  path(ctx, node)
  if (node.fillTo) {
    const gradient = ctx.createLinearGradient(node.x, node.y, node.x + node.w * 0.4, node.y + node.h)
    gradient.addColorStop(0, node.fill)
    gradient.addColorStop(1, node.fillTo)
    ctx.fillStyle = gradient
  } else {
    ctx.fillStyle = node.fill
  }
  ctx.fill()
}

export function draw(ctx: CanvasRenderingContext2D, nodes: PosterNode[]): void {
  for (const node of nodes) {
    if (node.kind === 'rect') drawRect(ctx, node)
    else if (node.kind === 'picture') drawPicture(ctx, node)
    else if (node.kind === 'qr') drawQr(ctx, node)
    else drawText(ctx, node)
  }
}
