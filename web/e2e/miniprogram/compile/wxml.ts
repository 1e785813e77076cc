import { createRequire } from 'node:module'

interface ParseProblem {
  path: string
  level: number
  message: string
  start?: { line: number; col: number }
}

interface TmplGroup {
  addTmpl(path: string, source: string): ParseProblem[]
  addScript(path: string, source: string): void
  getTmplGenObjectGroups(): string
  free(): void
}

const { TmplGroup } = createRequire(import.meta.url)('glass-easel-template-compiler') as {
  TmplGroup: new () => TmplGroup
}

const TAG = /<[a-zA-Z][^\s/>]*(?:\s+[^\s=>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?|\s*)*\s*\/?>/g
const BINDING = /(\s)(capture-bind|capture-catch|mut-bind|bind|catch)([A-Za-z_][\w-]*)(?=\s*=)/g

/**
 * WeChat accepts `bindtap` for `bind:tap`; the open engine knows the colon form only.
 * Attribute values may hold anything, so the rewrite is confined to the inside of tags and skips quoted text.
 */
export function normalizeBindings(source: string): string {
  return source.replace(TAG, (tag) =>
    tag
      .split(/("[^"]*"|'[^']*')/)
      .map((part, index) => (index % 2 === 1 ? part : part.replace(BINDING, '$1$2:$3')))
      .join(''),
  )
}

export interface Templates {
  code: string
  problems: string[]
}

/** Compiles every template and script of the package into one expression that yields the engine's template groups. */
export function compileTemplates(templates: Map<string, string>, scripts: Map<string, string>): Templates {
  const group = new TmplGroup()
  const problems: string[] = []
  try {
    for (const [path, source] of scripts) group.addScript(path.replace(/\.wxs$/, ''), source)
    for (const [path, source] of templates) {
      for (const problem of group.addTmpl(path.replace(/\.wxml$/, ''), normalizeBindings(source))) {
        problems.push(`${path}:${problem.start?.line ?? 0}: ${problem.message}`)
      }
    }
    return { code: group.getTmplGenObjectGroups(), problems }
  } finally {
    group.free()
  }
}
