import { host } from './elements/native'
import { button, create, overlays } from './phone'

let toast: HTMLElement | null = null
let toastTimer = 0

export function showToast(title: string, icon: string, durationMs: number): void {
  hideToast()
  toast = create('div', 'mp-toast')
  toast.setAttribute('role', 'status')
  if (icon !== 'none') toast.append(create('i', `mp-toast-icon ${icon}`))
  toast.append(create('span', '', title))
  overlays().append(toast)
  if (durationMs > 0) toastTimer = window.setTimeout(hideToast, durationMs)
}

export function hideToast(): void {
  window.clearTimeout(toastTimer)
  toast?.remove()
  toast = null
}

function sheet(className: string, label: string): { mask: HTMLElement; body: HTMLElement } {
  const mask = create('div', 'mp-mask')
  const body = create('div', className)
  body.setAttribute('role', 'dialog')
  body.setAttribute('aria-label', label)
  mask.append(body)
  overlays().append(mask)
  return { mask, body }
}

export interface ModalOptions {
  title?: string
  content?: string
  showCancel?: boolean
  cancelText?: string
  confirmText?: string
  editable?: boolean
  placeholderText?: string
}

export interface ModalAnswer {
  confirm: boolean
  cancel: boolean
  content: string | null
}

export function showModal(options: ModalOptions): Promise<ModalAnswer> {
  return new Promise((resolve) => {
    const { mask, body } = sheet('mp-modal', options.title ?? options.content ?? '')
    if (options.title) body.append(create('div', 'mp-modal-title', options.title))
    const field = document.createElement('textarea')
    if (options.editable) {
      field.placeholder = options.placeholderText ?? ''
      field.value = options.content ?? ''
      body.append(field)
    } else body.append(create('div', 'mp-modal-text', options.content ?? ''))
    const answer = (confirm: boolean): void => {
      mask.remove()
      resolve({ confirm, cancel: !confirm, content: options.editable ? field.value : null })
    }
    const row = create('div', 'mp-modal-buttons')
    if (options.showCancel !== false) {
      row.append(button('cancel', options.cancelText ?? '取消', () => answer(false)))
    }
    row.append(button('confirm', options.confirmText ?? '确定', () => answer(true)))
    body.append(row)
  })
}

/** Resolves with the row that was tapped, or null. */
export function chooseRow(title: string, rows: string[]): Promise<number | null> {
  return new Promise((resolve) => {
    const { mask, body } = sheet('mp-sheet', title || '请选择')
    const answer = (row: number | null): void => {
      mask.remove()
      resolve(row)
    }
    if (title) body.append(create('div', 'mp-sheet-title', title))
    rows.forEach((label, index) => body.append(button('mp-sheet-row', label, () => answer(index))))
    body.append(button('mp-sheet-row cancel', '取消', () => answer(null)))
    mask.addEventListener('click', (event) => {
      if (event.target === mask) answer(null)
    })
  })
}

async function pick(title: string, columns: string[][], selected: number[]): Promise<number[] | null> {
  const chosen: number[] = []
  for (const [place, rows] of columns.entries()) {
    const row = await chooseRow(columns.length > 1 ? `${title} ${place + 1}/${columns.length}` : title, rows)
    if (row === null) return null
    chosen.push(row)
  }
  return chosen.length ? chosen : selected
}

function pickDate(title: string, mode: 'date' | 'time', value: string): Promise<string | null> {
  return new Promise((resolve) => {
    const { mask, body } = sheet('mp-sheet', title)
    const field = document.createElement('input')
    field.type = mode
    field.value = value
    const answer = (given: string | null): void => {
      mask.remove()
      resolve(given)
    }
    body.append(create('div', 'mp-sheet-title', title), field)
    body.append(button('mp-sheet-row', '确定', () => answer(field.value)))
    body.append(button('mp-sheet-row cancel', '取消', () => answer(null)))
  })
}

host.pick = pick
host.pickDate = pickDate

/** Stands for WeChat's own cashier; nothing about it is WeChat's but the question it asks. */
export function confirmPayment(prepayId: string): Promise<boolean> {
  return new Promise((resolve) => {
    const { mask, body } = sheet('mp-sheet mp-cashier', '微信支付（模拟）')
    const answer = (paid: boolean): void => {
      mask.remove()
      resolve(paid)
    }
    body.append(create('div', 'mp-sheet-title', '微信支付（模拟）'), create('div', 'mp-cashier-id', prepayId))
    body.append(button('mp-sheet-row confirm', '确认支付', () => answer(true)))
    body.append(button('mp-sheet-row cancel', '取消支付', () => answer(false)))
  })
}

export function previewPictures(urls: string[]): void {
  const mask = create('div', 'mp-mask mp-preview')
  for (const url of urls) {
    const picture = document.createElement('img')
    picture.src = url
    picture.alt = ''
    mask.append(picture)
  }
  mask.addEventListener('click', () => mask.remove())
  overlays().append(mask)
}
