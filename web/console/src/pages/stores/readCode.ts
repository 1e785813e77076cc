interface Found {
  rawValue: string
}
interface Detector {
  detect(source: ImageBitmap): Promise<Found[]>
}
type DetectorClass = new (options: { formats: string[] }) => Detector

// Phones with Android read codes by themselves; elsewhere the digits are typed.
const Detecting = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector

export const canReadCodes = Detecting !== undefined

/** The digits of the code in a photo; null when there is none to be read. */
export async function readCode(photo: File): Promise<string | null> {
  if (!Detecting) return null
  try {
    const found = await new Detecting({ formats: ['qr_code'] }).detect(await createImageBitmap(photo))
    return found.map((code) => code.rawValue).find((text) => /^\d{12}$/.test(text)) ?? null
  } catch {
    return null
  }
}
