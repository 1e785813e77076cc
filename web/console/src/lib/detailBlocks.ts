export interface DetailBlock {
  kind: 'text' | 'heading' | 'picture'
  value: string
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

function blockOf(node: ChildNode): DetailBlock | null {
  if (!(node instanceof Element)) return null
  const tag = node.tagName.toLowerCase()
  const picture =
    tag === 'img' ? node : node.children.length === 1 && !node.textContent ? node.children[0] : null
  if (picture?.tagName.toLowerCase() === 'img')
    return { kind: 'picture', value: picture.getAttribute('src') ?? '' }
  const plain = Array.from(node.childNodes).every(
    (child) => child.nodeType === Node.TEXT_NODE || (child as Element).tagName?.toLowerCase() === 'br',
  )
  if (!plain) return null
  const text = Array.from(node.childNodes, (child) => child.textContent || '\n').join('')
  if (tag === 'p') return { kind: 'text', value: text }
  if (tag === 'h2' || tag === 'h3') return { kind: 'heading', value: text }
  return null
}

/** A description as blocks, or null when it holds markup that blocks would lose. */
export function readBlocks(html: string): DetailBlock[] | null {
  // A parsed document runs no scripts and loads no pictures.
  const body = new DOMParser().parseFromString(html, 'text/html').body
  const blocks: DetailBlock[] = []
  for (const node of Array.from(body.childNodes)) {
    if (node.nodeType === Node.TEXT_NODE && !node.textContent?.trim()) continue
    const block = blockOf(node)
    if (!block) return null
    blocks.push(block)
  }
  return blocks
}

export function writeBlocks(blocks: DetailBlock[]): string {
  return blocks
    .filter((block) => block.value.trim() !== '')
    .map((block) => {
      if (block.kind === 'picture') return `<p><img src="${escape(block.value)}" alt=""></p>`
      const text = escape(block.value).replaceAll('\n', '<br>')
      return block.kind === 'heading' ? `<h3>${text}</h3>` : `<p>${text}</p>`
    })
    .join('\n')
}
