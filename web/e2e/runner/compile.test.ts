import { describe, expect, it } from 'vitest'
import { compileSheet } from '../miniprogram/compile/wxss'
import { compileTemplates, normalizeBindings } from '../miniprogram/compile/wxml'

const asIs = (reference: string): string => reference

describe('bindings', () => {
  it('gain the colon that the open engine wants', () => {
    expect(
      normalizeBindings('<view bindtap="a" catchtouchmove="b" capture-bindtap="c" mut-bindtap="d"/>'),
    ).toBe('<view bind:tap="a" catch:touchmove="b" capture-bind:tap="c" mut-bind:tap="d"/>')
  })

  it('that have the colon are left alone', () => {
    expect(normalizeBindings('<box bind:__l="__l" catch:tap="x"/>')).toBe(
      '<box bind:__l="__l" catch:tap="x"/>',
    )
  })

  it('are not looked for in texts and values', () => {
    const source = `<view title="a bindtap=b" wx:if="{{a > b && c}}">say bindtap="x"</view>`
    expect(normalizeBindings(source)).toBe(source)
  })
})

describe('templates', () => {
  it('report what the compiler does not understand', () => {
    const { problems } = compileTemplates(new Map([['a.wxml', '<view wx:if="{{ a + }}"></view>']]), new Map())
    expect(problems.join()).toContain('a.wxml')
  })
})

describe('style sheets', () => {
  it('turn rpx into a share of the screen and vh into the height of the page', () => {
    const css = compileSheet({ path: 'app', kind: 'app', text: '.a{width:75rpx;height:50vh}' }, asIs)
    expect(css).toBe('.a{width:10vw;height:calc(50 * var(--mp-vh))}')
  })

  it('name the native elements, not the classes', () => {
    const css = compileSheet({ path: 'app', kind: 'app', text: 'page view.view > text{color:red}' }, asIs)
    expect(css).toBe('wx-page wx-view.view > wx-text{color:red}')
  })

  it('of a component carry its scope', () => {
    const css = compileSheet({ path: 'c', kind: 'component', text: ':host{color:red}.a #b{top:0}' }, asIs)
    expect(css).toBe('[wx-host="__SCOPE__"]{color:red}.__SCOPE__a [id$="--b"]{top:0}')
  })

  it('of a page stay on that page, but for animations', () => {
    const text = '@keyframes k{from{top:0}to{top:10rpx}}.a{top:0}'
    const css = compileSheet({ path: 'pages/a', kind: 'page', text }, asIs)
    expect(css).toContain('@scope ([data-page="pages/a"])')
    expect(css.indexOf('@keyframes')).toBeLessThan(css.indexOf('@scope'))
  })
})
