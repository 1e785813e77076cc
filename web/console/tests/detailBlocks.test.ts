import { describe, expect, it } from 'vitest'
import { readBlocks, writeBlocks } from '@/lib/detailBlocks'

describe('a description as blocks', () => {
  it('Survives the way there and back', () => {
    const html = '<h3>产地</h3>\n<p>狮峰山<br>核心产区 &lt;A&gt;</p>\n<p><img src="/files/a.svg" alt=""></p>'
    const blocks = readBlocks(html)
    expect(blocks?.map((block) => block.kind)).toEqual(['heading', 'text', 'picture'])
    expect(writeBlocks(blocks ?? [])).toBe(html)
  })

  it('Markup that blocks would lose is left to the source editor', () => {
    expect(readBlocks('<table><tr><td>1</td></tr></table>')).toBeNull()
    expect(readBlocks('<p>一<b>二</b></p>')).toBeNull()
  })
})
