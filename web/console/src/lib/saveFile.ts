/** Hands a file over to the browser, which asks where to keep it or puts it among the downloads. */
export function saveFile(file: { name: string; content: Blob }): void {
  const address = URL.createObjectURL(file.content)
  const link = document.createElement('a')
  link.href = address
  link.download = file.name
  link.click()
  // The browser has taken hold of the content by the next turn.
  setTimeout(() => URL.revokeObjectURL(address))
}
