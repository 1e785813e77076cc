import { describe, expect, it } from 'vitest'
import { placeText } from '@/lib/places'
import { codePicture } from '@/lib/poster/qr'

describe('places and codes', () => {
  it('names a municipality once', () => {
    const place = { province: '上海市', city: '上海市', district: '徐汇区', detail: '武康路 1 号' }
    expect(placeText(place)).toBe('上海市徐汇区武康路 1 号')
    expect(placeText({ ...place, province: '浙江省', city: '杭州市' })).toBe('浙江省杭州市徐汇区武康路 1 号')
  })

  it('draws a code as a picture that needs no file', () => {
    expect(codePicture('081475208957')).toMatch(/^data:image\/gif;base64,/)
    expect(codePicture('081475208957')).not.toBe(codePicture('081475208958'))
  })
})
