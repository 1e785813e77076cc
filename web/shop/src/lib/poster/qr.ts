import qrcode from 'qrcode-generator'

/** The modules of a QR code for a text, true where dark, at the smallest size that survives a smudge (level M). */
export function qrModules(text: string): boolean[][] {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const size = code.getModuleCount()
  return Array.from({ length: size }, (_, r) => Array.from({ length: size }, (_, c) => code.isDark(r, c)))
}

/** The code as a picture with its quiet zone, as a data address that an image element shows on every platform. */
export function codePicture(text: string): string {
  const code = qrcode(0, 'M')
  code.addData(text, /^\d+$/.test(text) ? 'Numeric' : 'Byte')
  code.make()
  return code.createDataURL(8, 16)
}
