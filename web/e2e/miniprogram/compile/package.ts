import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, posix, relative, sep } from 'node:path'
import { compileSheet, type SheetKind } from './wxss'
import { compileTemplates } from './wxml'

export interface CompiledPackage {
  /** A script that defines `window.__miniProgram`. */
  script: string
  /** What the template compiler complained about. */
  problems: string[]
  pages: string[]
}

async function listFiles(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}

/** Inlines `@import "x.wxss"`, which is how compiled packages share style sheets. */
async function readSheet(root: string, path: string, seen = new Set<string>()): Promise<string> {
  if (seen.has(path)) return ''
  seen.add(path)
  const text = await readFile(join(root, path), 'utf8')
  const parts = text.split(/(@import\s+(?:url\()?['"][^'"]+['"]\)?\s*;?)/)
  const resolved = await Promise.all(
    parts.map((part) => {
      const target = /^@import\s+(?:url\()?['"]([^'"]+)['"]/.exec(part)?.[1]
      if (!target) return part
      const next = target.startsWith('/') ? target.slice(1) : posix.join(dirname(path), target)
      return readSheet(root, next, seen)
    }),
  )
  return resolved.join('')
}

function pagesOf(app: AppConfig): string[] {
  const sub = [...(app.subPackages ?? []), ...(app.subpackages ?? [])]
  return [...app.pages, ...sub.flatMap((each) => each.pages.map((page) => posix.join(each.root, page)))]
}

interface AppConfig {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
  subpackages?: { root: string; pages: string[] }[]
}

function urlResolver(path: string): (reference: string) => string {
  return (reference) => {
    if (/^(data:|https?:|\/\/)/.test(reference)) return reference
    return reference.startsWith('/')
      ? `/package${reference}`
      : `/package/${posix.join(dirname(path), reference)}`
  }
}

/** Turns a compiled mini-program (`dist/build/mp-weixin`) into one script for the runner's page. */
export async function compilePackage(root: string): Promise<CompiledPackage> {
  const files = await listFiles(root)
  const app = JSON.parse(await readFile(join(root, 'app.json'), 'utf8')) as AppConfig
  const pages = pagesOf(app)
  const configs: Record<string, unknown> = {}
  const sheets: Record<string, { kind: SheetKind; text: string }> = {}
  const templates = new Map<string, string>()
  const scripts = new Map<string, string>()
  const modules: string[] = []
  for (const file of files) {
    const path = file.replace(/\.\w+$/, '')
    if (file.endsWith('.wxml')) templates.set(file, await readFile(join(root, file), 'utf8'))
    else if (file.endsWith('.wxs')) scripts.set(file, await readFile(join(root, file), 'utf8'))
    else if (file.endsWith('.wxss')) {
      const kind = path === 'app' ? 'app' : pages.includes(path) ? 'page' : 'component'
      const text = compileSheet({ path, kind, text: await readSheet(root, file) }, urlResolver(file))
      sheets[path] = { kind, text }
    } else if (file.endsWith('.json')) configs[path] = JSON.parse(await readFile(join(root, file), 'utf8'))
    else if (file.endsWith('.js')) {
      const source = await readFile(join(root, file), 'utf8')
      modules.push(`${JSON.stringify(path)}: function (require, module, exports, global) {\n${source}\n}`)
    }
  }
  const { code, problems } = compileTemplates(templates, scripts)
  const script = [
    'window.__miniProgram = {',
    `pages: ${JSON.stringify(pages)},`,
    `configs: ${JSON.stringify(configs)},`,
    `sheets: ${JSON.stringify(sheets)},`,
    `templates: ${code},`,
    `modules: {\n${modules.join(',\n')}\n}`,
    '}',
  ].join('\n')
  return { script, problems, pages }
}
