import { areaList } from '@vant/area-data'

// GB/T 2260 codes: two digits of the province, two of the city, two of the district.
interface Region {
  code: string
  name: string
}

function under(list: Record<string, string>, prefix: string): Region[] {
  return Object.entries(list)
    .filter(([code]) => code.startsWith(prefix))
    .map(([code, name]) => ({ code, name }))
}

export const provinces: Region[] = under(areaList.province_list, '')

export function citiesOf(province: Region | undefined): Region[] {
  return province ? under(areaList.city_list, province.code.slice(0, 2)) : []
}

export function districtsOf(city: Region | undefined): Region[] {
  return city ? under(areaList.county_list, city.code.slice(0, 4)) : []
}

/** Where the wheels of the picker stand for names that came from elsewhere; unknown names stand at the top. */
export function wheelsFor(province: string, city: string, district: string): [number, number, number] {
  const p = Math.max(
    0,
    provinces.findIndex((r) => r.name === province),
  )
  const cities = citiesOf(provinces[p])
  const c = Math.max(
    0,
    cities.findIndex((r) => r.name === city),
  )
  const d = Math.max(
    0,
    districtsOf(cities[c]).findIndex((r) => r.name === district),
  )
  return [p, c, d]
}
