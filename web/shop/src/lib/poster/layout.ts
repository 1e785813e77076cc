import { price, yuan } from '@/lib/money'
import { t } from '@/locales/t'
import type { Picture, PosterNode } from './draw'

export const posterWidth = 600
export const posterHeight = 960

// The canvas cannot read the style sheet: these are the tokens' values.
const color = {
  brand: '#17624c',
  brandDeep: '#0b3529',
  brandSoft: '#dcece4',
  price: '#e2452d',
  ink: '#1d2522',
  ink2: '#56605b',
  ink3: '#8b948f',
  card: '#ffffff',
  paper: '#f6f4ef',
  light: 'rgba(255,255,255,0.78)',
}

export interface PosterContent {
  shopName: string
  sharerName: string
  title: string
  subtitle: string
  priceFen: number | null
  originFen: number | null
  label: string
  avatar: Picture | null
  cover: Picture | null
  /** A code drawn by us, or the mini-program code from the server. */
  code: { modules: boolean[][] } | { picture: Picture }
}

function priceNodes(content: PosterContent): PosterNode[] {
  if (content.priceFen === null) return []
  const big = yuan(content.priceFen)
  const nodes: PosterNode[] = [
    { kind: 'text', x: 52, y: 786, text: '¥', size: 26, weight: 600, color: color.price },
    { kind: 'text', x: 72, y: 770, text: big, size: 46, weight: 700, color: color.price },
  ]
  if (content.originFen && content.originFen > content.priceFen) {
    const x = 84 + big.length * 27
    nodes.push({
      kind: 'text',
      x,
      y: 788,
      text: price(content.originFen),
      size: 22,
      color: color.ink3,
      struck: true,
    })
  }
  return nodes
}

function codeNode(code: PosterContent['code']): PosterNode {
  return 'modules' in code
    ? { kind: 'qr', x: 404, y: 712, size: 136, dark: color.ink, modules: code.modules }
    : { kind: 'picture', x: 398, y: 706, w: 148, h: 148, picture: code.picture }
}

/** One design for every target: who recommends it, what it is, what it costs, and the code that leads there. */
export function posterNodes(content: PosterContent): PosterNode[] {
  const w = posterWidth
  return [
    { kind: 'rect', x: 0, y: 0, w, h: posterHeight, fill: color.brandDeep, fillTo: color.brand },
    ...(content.avatar
      ? ([
          { kind: 'picture', x: 40, y: 36, w: 72, h: 72, radius: 36, picture: content.avatar },
        ] as PosterNode[])
      : ([
          { kind: 'rect', x: 40, y: 36, w: 72, h: 72, radius: 36, fill: color.brandSoft },
          {
            kind: 'text',
            x: 76,
            y: 56,
            text: content.sharerName.slice(0, 1),
            size: 32,
            weight: 600,
            align: 'center',
            color: color.brand,
          },
        ] as PosterNode[])),
    {
      kind: 'text',
      x: 130,
      y: 42,
      text: t('poster.recommend', { name: content.sharerName }),
      size: 26,
      weight: 600,
      color: color.card,
      maxWidth: 430,
    },
    { kind: 'text', x: 130, y: 80, text: content.shopName, size: 20, color: color.light, maxWidth: 430 },
    { kind: 'rect', x: 28, y: 132, w: w - 56, h: 790, radius: 28, fill: color.card },
    ...(content.cover
      ? ([
          { kind: 'picture', x: 28, y: 132, w: w - 56, h: 544, radius: 28, picture: content.cover },
        ] as PosterNode[])
      : ([
          { kind: 'rect', x: 28, y: 132, w: w - 56, h: 544, radius: 28, fill: color.brandSoft },
          {
            kind: 'text',
            x: w / 2,
            y: 370,
            text: content.shopName,
            size: 52,
            weight: 700,
            align: 'center',
            color: color.brand,
            maxWidth: 480,
          },
        ] as PosterNode[])),
    { kind: 'rect', x: 28, y: 640, w: w - 56, h: 40, fill: color.card },
    ...(content.label
      ? ([
          {
            kind: 'rect',
            x: 48,
            y: 152,
            w: 32 + content.label.length * 24,
            h: 44,
            radius: 22,
            fill: color.price,
          },
          { kind: 'text', x: 64, y: 162, text: content.label, size: 24, weight: 600, color: color.card },
        ] as PosterNode[])
      : []),
    {
      kind: 'text',
      x: 52,
      y: 668,
      text: content.title,
      size: 30,
      weight: 600,
      color: color.ink,
      maxWidth: 320,
      lines: 2,
    },
    ...priceNodes(content),
    {
      kind: 'text',
      x: 52,
      y: content.priceFen === null ? 722 : 846,
      text: content.subtitle || t('poster.slogan'),
      size: 20,
      color: color.ink2,
      maxWidth: 320,
      lines: 2,
    },
    codeNode(content.code),
    { kind: 'text', x: 472, y: 868, text: t('poster.scan'), size: 18, align: 'center', color: color.ink3 },
  ]
}
