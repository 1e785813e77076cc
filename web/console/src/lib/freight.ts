import type { FreightTemplate } from '@/api/types'
import { formatFen } from './money'
import { shortProvince } from '@/locales/provinces'

export type FreightZone = FreightTemplate['zones'][number]
export type FreightUnit = FreightTemplate['unit']

/** What a new zone costs until somebody says something else: one piece or one kilogram. */
export function newZone(unit: FreightUnit): FreightZone {
  const one = unit === 'weight' ? 1000 : 1
  return {
    provinces: [],
    first: one,
    firstFen: 800,
    step: one,
    stepFen: 200,
    freeFromFen: null,
    freeFromPieces: null,
    noDelivery: false,
  }
}

/** 浙江、江苏 等 5 个地区; empty for everywhere else. */
export function placesText(zone: FreightZone, most = 4): string {
  const names = zone.provinces.map(shortProvince)
  return names.length <= most ? names.join('、') : `${names.slice(0, most).join('、')} …`
}

export function unitsText(units: number, unit: FreightUnit, piece: string): string {
  return unit === 'weight' ? `${units / 1000} kg` : `${units} ${piece}`
}

/** 首 1 件 ¥8.00，续 1 件 ¥2.00 */
export function tariffParts(zone: FreightZone, unit: FreightUnit, piece: string): Record<string, string> {
  return {
    first: unitsText(zone.first, unit, piece),
    firstFen: formatFen(zone.firstFen),
    step: unitsText(zone.step, unit, piece),
    stepFen: formatFen(zone.stepFen),
  }
}
