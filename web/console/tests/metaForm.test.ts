import { describe, expect, it } from 'vitest'
import type { FieldMeta } from '@/api/types'
import { check, emptyValue, grouped, isVisible, trimmed, withDefaults } from '@/lib/metaForm'

function field(name: string, type: FieldMeta['type'], more: Partial<FieldMeta> = {}): FieldMeta {
  return {
    name,
    type,
    label: name,
    help: '',
    unit: null,
    min: null,
    max: null,
    required: true,
    choices: null,
    visibleWhen: null,
    group: 'basic',
    fields: null,
    ...more,
  }
}

const teamSize = field('teamSize', 'integer', { min: 2, max: 100 })
const allowFewer = field('allowFewer', 'boolean')
const minimumSize = field('minimumSize', 'integer', {
  min: 2,
  max: 99,
  visibleWhen: { field: 'allowFewer', equals: true },
})
const ladder = field('ladder', 'list', {
  min: 1,
  max: 2,
  fields: [field('size', 'integer', { min: 2 }), field('percent', 'percent', { min: 0, max: 1_000_000 })],
})

describe('what a field needs to be shown', () => {
  it('A field without a condition is always shown', () => {
    expect(isVisible(teamSize, {})).toBe(true)
  })

  it('A condition compares by value and type', () => {
    expect(isVisible(minimumSize, { allowFewer: true })).toBe(true)
    expect(isVisible(minimumSize, { allowFewer: false })).toBe(false)
    expect(isVisible(minimumSize, { allowFewer: 'true' })).toBe(false)
    expect(isVisible(minimumSize, {})).toBe(false)
  })
})

describe('checking a config before it is sent', () => {
  it('A hidden field is not looked at', () => {
    expect(check([allowFewer, minimumSize], { allowFewer: false, minimumSize: null }).size).toBe(0)
    expect(
      check([allowFewer, minimumSize], { allowFewer: true, minimumSize: null }).get('minimumSize'),
    ).toEqual({
      kind: 'required',
    })
  })

  it.each([
    [1, { kind: 'min', limit: 2 }],
    [2, undefined],
    [100, undefined],
    [101, { kind: 'max', limit: 100 }],
    [2.5, { kind: 'whole' }],
    ['3', { kind: 'whole' }],
    [null, { kind: 'required' }],
  ])('A team of %s gives %o', (value, fault) => {
    expect(check([teamSize], { teamSize: value }).get('teamSize')).toEqual(fault)
  })

  it('False and zero are values', () => {
    const faults = check([allowFewer, field('discountFen', 'fen', { min: 0 })], {
      allowFewer: false,
      discountFen: 0,
    })
    expect(faults.size).toBe(0)
  })

  it('An optional field may be empty, a too long text may not pass', () => {
    const title = field('title', 'text', { required: false, max: 4 })
    expect(check([title], { title: '' }).size).toBe(0)
    expect(check([title], { title: '一二三四五' }).get('title')).toEqual({ kind: 'tooLong', limit: 4 })
  })

  it('Every SKU that takes part needs a price and a stock', () => {
    const prices = field('skus', 'sku_prices')
    expect(check([prices], { skus: [] }).get('skus')).toEqual({ kind: 'required' })
    expect(check([prices], { skus: [{ skuId: '1', priceFen: null, stock: 5 }] }).get('skus')).toEqual({
      kind: 'prices',
    })
    expect(check([prices], { skus: [{ skuId: '1', priceFen: 990, stock: 0 }] }).size).toBe(0)
  })

  it('A list is checked item by item and by its length', () => {
    const faults = check([ladder], {
      ladder: [{ size: 3, percent: 900_000 }, { size: 1, percent: null }, {}],
    })
    expect([...faults.keys()].sort()).toEqual([
      'ladder',
      'ladder[1].percent',
      'ladder[1].size',
      'ladder[2].percent',
      'ladder[2].size',
    ])
    expect(faults.get('ladder')).toEqual({ kind: 'tooMany', limit: 2 })
  })
})

describe('a config to begin with', () => {
  it('What is stored wins over the kind’s default, which wins over nothing', () => {
    const fields = [teamSize, allowFewer, field('shareTitle', 'text')]
    expect(withDefaults(fields, { teamSize: 5 }, { teamSize: 3, allowFewer: true })).toEqual({
      teamSize: 5,
      allowFewer: true,
      shareTitle: '',
    })
  })

  it('A default is copied, so that editing one draft does not change the next', () => {
    const defaults = { ladder: [{ size: 3, percent: 1 }] }
    const config = withDefaults([ladder], defaults)
    ;(config.ladder as { size: number }[])[0]!.size = 9
    expect(defaults.ladder[0]!.size).toBe(3)
  })

  it('A product that nobody has chosen is none', () => {
    expect(withDefaults([field('productId', 'product')], { productId: '0' })).toEqual({ productId: null })
    expect(withDefaults([field('productId', 'product')], { productId: '42' })).toEqual({ productId: '42' })
  })

  it('A choice begins with its first value', () => {
    const choices = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ]
    expect(emptyValue(field('mode', 'choice', { choices }))).toBe('a')
  })

  it('Nothing is sent as null', () => {
    expect(
      trimmed([teamSize, minimumSize, ladder], {
        teamSize: 3,
        minimumSize: null,
        ladder: [{ size: null, percent: 5 }],
      }),
    ).toEqual({
      teamSize: 3,
      ladder: [{ percent: 5 }],
    })
  })
})

it('Sections keep the order in which they first appear', () => {
  const fields = [
    field('a', 'text', { group: '商品' }),
    field('b', 'text', { group: '规则' }),
    field('c', 'text', { group: '商品' }),
  ]
  expect(
    grouped(fields).map((section) => [section.group, section.fields.map((found) => found.name)]),
  ).toEqual([
    ['商品', ['a', 'c']],
    ['规则', ['b']],
  ])
})
