interface Place {
  province: string
  city: string
  district: string
  detail: string
}

/** An address in one line; municipalities name their city once. */
export function placeText({ province, city, district, detail }: Place): string {
  return `${province}${city === province ? '' : city}${district}${detail}`
}
