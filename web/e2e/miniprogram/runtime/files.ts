/** Files that the program made (canvas pictures, downloads) by the path it knows them under. */
const made = new Map<string, string>()
let count = 0

export function keepFile(dataUrl: string, extension: string): string {
  const path = `wxfile://tmp/${++count}.${extension}`
  made.set(path, dataUrl)
  return path
}

/** Where the browser finds what the program calls `path`; `readable` goes through our server, which a canvas may read. */
export function fileUrl(path: string, readable = false): string {
  if (made.has(path)) return made.get(path)!
  if (/^(data:|blob:)/.test(path)) return path
  if (/^https?:|^\/\//.test(path)) {
    const url = new URL(path, location.href)
    if (window.__runner.builtOrigins.includes(url.origin) || url.origin === window.__runner.apiOrigin) {
      return `/__runner/api${url.pathname}${url.search}`
    }
    return readable ? `/__runner/file?url=${encodeURIComponent(url.href)}` : url.href
  }
  if (path.startsWith('/__runner/')) return path
  return `/package/${path.replace(/^\.?\//, '')}`
}
