import { describe, expect, it } from 'vitest'
import { count, fenFrom, price, priceParts, signedPrice, yuan } from '@/lib/money'

describe('money', () => {
  it.each([
    [1990, '19.90'],
    [0, '0.00'],
    [5, '0.05'],
    [100, '1.00'],
    [-1905, '-19.05'],
    [123_456_789, '1234567.89'],
  ])('%i fen read as %s yuan', (fen, text) => expect(yuan(fen)).toBe(text))

  it('puts the sign before the currency', () => {
    expect(price(-500)).toBe('-¥5.00')
    expect(signedPrice(500)).toBe('+¥5.00')
    expect(signedPrice(0)).toBe('¥0.00')
  })

  it('splits a price for its two sizes', () => {
    expect(priceParts(1990)).toEqual({ sign: '', whole: '19', rest: '90' })
    expect(priceParts(-7)).toEqual({ sign: '-', whole: '0', rest: '07' })
  })

  it.each([
    ['19.9', 1990],
    ['19.90', 1990],
    ['0.07', 7],
    ['20', 2000],
    ['20.', 2000],
    ['1.005', null],
    ['-1', null],
    ['abc', null],
    ['', null],
  ])('reads %j as %s fen', (text, fen) => expect(fenFrom(text)).toBe(fen))

  it('shortens big counts and never rounds them up', () => {
    expect(count(9999)).toBe('9999')
    expect(count(10_000)).toBe('1万')
    expect(count(12_999)).toBe('1.2万')
  })
})
