import { describe, expect, it } from 'vitest'
import { formatAmount, formatFen, parsePercent, parseYuan, percentText, yuanText } from '@/lib/money'

describe('yuan typed by hand become fen exactly', () => {
  it.each([
    ['19.9', 1990],
    ['19.90', 1990],
    ['0.01', 1],
    ['.5', 50],
    ['100', 10000],
    ['1,234.56', 123456],
    ['-3.20', -320],
    // Each of these is off by one fen when multiplied by 100 as a float and cut off.
    ['1.15', 115],
    ['8.54', 854],
    ['1136.32', 113632],
    ['99999999999.99', 9999999999999],
  ])('%s is %d fen', (text, fen) => {
    expect(parseYuan(text)).toBe(fen)
  })

  it.each(['', ' ', 'abc', '1.234', '1..2', '--1', '1e3', '¥1', '123456789012'])(
    '"%s" is refused',
    (text) => {
      expect(parseYuan(text)).toBeNull()
    },
  )

  it('Text and fen are each other’s inverse', () => {
    for (let fen = 0; fen < 20_000; fen += 7) expect(parseYuan(yuanText(fen))).toBe(fen)
  })

  it('Zero has no sign', () => {
    expect(Object.is(parseYuan('-0'), 0)).toBe(true)
  })
})

describe('fen are shown as a shop writes prices', () => {
  it.each([
    [0, '¥0.00'],
    [5, '¥0.05'],
    [1990, '¥19.90'],
    [123456789, '¥1,234,567.89'],
    [-320, '-¥3.20'],
  ])('%d fen is %s', (fen, text) => {
    expect(formatFen(fen)).toBe(text)
  })
})

describe('percentages are parts per million', () => {
  it.each([
    ['20', 200_000],
    ['12.5', 125_000],
    ['0.0001', 1],
    ['100%', 1_000_000],
  ])('%s%% is %d ppm', (text, ppm) => {
    expect(parsePercent(text)).toBe(ppm)
  })

  it('A fifth decimal place cannot be kept, so it is refused', () => {
    expect(parsePercent('0.00001')).toBeNull()
  })

  it('Rates are shown without idle zeros', () => {
    expect(percentText(200_000)).toBe('20')
    expect(percentText(125_000)).toBe('12.5')
    expect(percentText(1)).toBe('0.0001')
  })
})

describe('an account is shown in its own unit', () => {
  it.each([
    [-200000, 'fen', '-¥2,000.00'],
    [5, 'fen', '¥0.05'],
    [1234567, 'points', '1,234,567'],
    [-1234, 'growth', '-1,234'],
    [0, 'points', '0'],
  ])('%d %s is %s', (amount, unit, text) => {
    expect(formatAmount(amount, unit)).toBe(text)
  })
})
