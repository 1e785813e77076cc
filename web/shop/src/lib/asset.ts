/** Pictures come with paths of the server; the mini-program has no origin of its own to resolve them against. */
export function asset(url: string | null | undefined): string {
  if (!url) return ''
  return url.startsWith('/') && !url.startsWith('//') ? __API_BASE__ + url : url
}

/** The same for pictures inside rich text, which also must not be wider than the screen; paragraphs stand apart. */
export function richHtml(html: string): string {
  return html
    .replace(/(<img\b[^>]*\bsrc=["'])\//gi, `$1${__API_BASE__}/`)
    .replace(
      /<img\b(?![^>]*\bstyle=)/gi,
      '<img style="max-width:100%;display:block;border-radius:12px;margin:12px 0"',
    )
    .replace(/<p(?=[\s>])(?![^>]*\bstyle=)/gi, '<p style="margin:0 0 0.7em"')
}
