import qrcode from 'qrcode-generator'

/** The modules of a QR code for a text, true where dark, at the smallest size that survives a smudge (level M). */
export function qrModules(text: string): boolean[][] {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const size = code.getModuleCount()
  return Array.from({ length: size }, (_, r) => Array.from({ length: size }, (_, c) => code.isDark(r, c)))
}
