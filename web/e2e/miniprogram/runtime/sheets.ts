const added = new Set<string>()

/** App, components, pages: the order in which WeChat's sheets win over each other. */
const anchors = Object.fromEntries(
  (['app', 'component', 'page'] as const).map((kind) => {
    const anchor = document.createComment(kind)
    document.head.append(anchor)
    return [kind, anchor]
  }),
) as Record<'app' | 'component' | 'page', Comment>

export function addSheet(path: string, prefix: string): void {
  const sheet = window.__miniProgram.sheets[path]
  if (!sheet || added.has(path)) return
  added.add(path)
  const style = document.createElement('style')
  style.dataset.path = path
  style.textContent = sheet.text
    .replaceAll('[wx-host="__SCOPE__"]', prefix ? `[wx-host="${prefix}"]` : ':not(*)')
    .replaceAll('__SCOPE__', prefix ? `${prefix}--` : '')
  anchors[sheet.kind].before(style)
}
