import postcss, { type AtRule, type Root } from 'postcss'
import selectorParser from 'postcss-selector-parser'

/** Stands for the class prefix of an isolated component; the runtime fills it in once it knows the component's isolation. */
export const SCOPE = '__SCOPE__'

export type SheetKind = 'app' | 'page' | 'component'

const NATIVE = /^[a-z][a-z-]*$/

const verbatim = (value: string) => selectorParser.tag({ value })

function renameSelectors(selector: string, kind: SheetKind): string {
  return selectorParser((root) => {
    root.walk((node) => {
      if (node.type === 'tag' && NATIVE.test(node.value)) {
        node.value = `wx-${node.value}`
      } else if (node.type === 'class' && kind === 'component') {
        node.value = SCOPE + node.value
      } else if (node.type === 'id') {
        // The engine writes ids as `<instance prefix>--<id>`.
        node.replaceWith(verbatim(`[id$="--${node.value}"]`))
      } else if (node.type === 'pseudo' && node.value === ':host') {
        node.replaceWith(verbatim(`[wx-host="${SCOPE}"]`))
      }
    })
  }).processSync(selector)
}

/** 750rpx is the width of the screen; a page's own viewport is shorter than the window, so `vh` goes through a variable. */
export function convertUnits(value: string): string {
  return value
    .replace(/(-?\d*\.?\d+)rpx\b/g, (_, n: string) => `${round(Number(n) / 7.5)}vw`)
    .replace(/(-?\d*\.?\d+)vh\b/g, (_, n: string) => `calc(${n} * var(--mp-vh))`)
}

const round = (n: number): number => Math.round(n * 1e5) / 1e5

function convert(root: Root, kind: SheetKind, toUrl: (reference: string) => string): void {
  root.walkDecls((decl) => {
    decl.value = convertUnits(decl.value).replace(
      /url\(\s*(['"]?)([^'")]+)\1\s*\)/g,
      (_, quote: string, reference: string) => `url(${quote}${toUrl(reference)}${quote})`,
    )
  })
  root.walkAtRules('media', (rule) => {
    rule.params = convertUnits(rule.params)
  })
  root.walkRules((rule) => {
    const parent = rule.parent as AtRule | undefined
    if (parent?.type === 'atrule' && /keyframes$/.test(parent.name)) return
    rule.selector = renameSelectors(rule.selector, kind)
  })
}

/** A page's sheet must not leak into other pages, which share one document here but not in WeChat. */
function confineToPage(root: Root, path: string): Root {
  const scoped = postcss.atRule({ name: 'scope', params: `([data-page="${path}"])` })
  const top = postcss.root()
  for (const node of [...root.nodes]) {
    if (node.type === 'atrule' && /keyframes$|^font-face$/.test(node.name)) top.append(node.clone())
    else scoped.append(node.clone())
  }
  if (scoped.nodes?.length) top.append(scoped)
  return top
}

export interface SheetSource {
  path: string
  kind: SheetKind
  text: string
}

export function compileSheet(source: SheetSource, toUrl: (reference: string) => string): string {
  const root = postcss.parse(source.text)
  convert(root, source.kind, toUrl)
  return (source.kind === 'page' ? confineToPage(root, source.path) : root).toString()
}
