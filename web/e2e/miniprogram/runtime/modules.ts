const cache = new Map<string, { exports: unknown }>()

function resolve(from: string, request: string): string {
  const parts = request.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of request.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') parts.pop()
    else parts.push(part)
  }
  return parts.join('/').replace(/\.js$/, '')
}

/** The CommonJS loader of compiled mini-programs: paths from the package's root, without extension. */
export function requireModule(path: string): unknown {
  const known = cache.get(path)
  if (known) return known.exports
  const body = window.__miniProgram.modules[path]
  if (!body) throw new Error(`module '${path}.js' is not defined`)
  const module = { exports: {} }
  cache.set(path, module)
  body((request) => requireModule(resolve(path, request)), module, module.exports, window)
  return module.exports
}

export const hasModule = (path: string): boolean => path in window.__miniProgram.modules

export const resolveComponent = resolve
