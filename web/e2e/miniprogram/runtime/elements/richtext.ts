import { fileUrl } from '../files'
import { NativeElement } from './native'
import { convertInlineStyle } from '../units'

interface RichNode {
  type?: string
  name?: string
  text?: string
  attrs?: Record<string, string>
  children?: RichNode[]
}

const ALLOWED =
  /^(a|b|br|blockquote|code|div|em|h[1-6]|hr|i|img|li|ol|p|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul|del|ins|section|article|font)$/

function build(nodes: RichNode[], into: Node): void {
  for (const node of nodes) {
    if (node.type === 'text' || (!node.name && node.text !== undefined)) {
      into.appendChild(document.createTextNode(node.text ?? ''))
    } else if (node.name && ALLOWED.test(node.name)) {
      const element = document.createElement(node.name)
      for (const [name, value] of Object.entries(node.attrs ?? {})) {
        if (/^(style|class|src|alt|width|height|colspan|rowspan)$/.test(name)) {
          element.setAttribute(name, name === 'style' ? convertInlineStyle(value) : value)
          if (name === 'src') element.setAttribute(name, fileUrl(value))
        }
      }
      build(node.children ?? [], element)
      into.appendChild(element)
    }
  }
}

function clean(html: string): DocumentFragment {
  const template = document.createElement('template')
  template.innerHTML = html
  for (const element of template.content.querySelectorAll('*')) {
    if (!ALLOWED.test(element.localName)) element.remove()
    else
      for (const { name } of [...element.attributes]) if (name.startsWith('on')) element.removeAttribute(name)
  }
  for (const image of template.content.querySelectorAll('img')) {
    image.setAttribute('src', fileUrl(image.getAttribute('src') ?? ''))
  }
  return template.content
}

export class WxRichText extends NativeElement {
  static readonly observedAttributes = ['nodes']

  attributeChangedCallback(): void {
    const nodes = this.raw('nodes')
    const content = document.createDocumentFragment()
    if (typeof nodes === 'string') content.append(clean(nodes))
    else if (Array.isArray(nodes)) build(nodes as RichNode[], content)
    this.replaceChildren(content)
  }
}
