/** The measurements that the program reads and the frame that we draw must agree. */
export const STATUS_BAR_HEIGHT = 44
export const NAVIGATION_HEIGHT = 44
export const TAB_BAR_HEIGHT = 50
export const CAPSULE = { width: 87, height: 32, top: STATUS_BAR_HEIGHT + 6, marginRight: 7 }

export const phone = (): HTMLElement => document.getElementById('phone')!
export const overlays = (): HTMLElement => document.getElementById('overlays')!

export function create(tag: string, className: string, text = ''): HTMLElement {
  const element = document.createElement(tag)
  element.className = className
  element.textContent = text
  return element
}

export function button(className: string, text: string, onTap: () => void): HTMLElement {
  const element = create('button', className, text)
  element.addEventListener('click', onTap)
  return element
}
