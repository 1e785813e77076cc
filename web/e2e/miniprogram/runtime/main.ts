import { component } from 'glass-easel-miniprogram-adapter'
import { defineElements } from './elements'
import { installGlobals } from './engine'
import { IntersectionWatch } from './intersection'
import { requireModule } from './modules'
import { recordError } from './probe'
import { SelectorQuery } from './query'
import { addSheet } from './sheets'
import { pages, reLaunch, share } from './stack'
import { device } from './wx/device'
import { wx } from './wx'

window.addEventListener('error', (event) => recordError(event.error ?? event.message))
window.addEventListener('unhandledrejection', (event) => recordError(event.reason))

let app: Record<string, unknown> = {}

function registerApp(options: Record<string, unknown>): void {
  app = options
  const launch = device.getLaunchOptionsSync()
  for (const hook of ['onLaunch', 'onShow']) {
    const method = app[hook]
    if (typeof method === 'function') (method as (given: unknown) => void).call(app, launch)
  }
}

function start(): void {
  defineElements()
  installGlobals()
  Object.assign(component.ComponentCaller.prototype, {
    createSelectorQuery(this: unknown) {
      return new SelectorQuery(this)
    },
    createIntersectionObserver(this: unknown, options?: object) {
      return new IntersectionWatch(this, options)
    },
  })
  Object.assign(window, {
    wx,
    App: registerApp,
    getApp: () => app,
    getCurrentPages: () => pages().map((page) => page.caller),
  })
  addSheet('app', '')
  requireModule('app')
  const first = window.__runner.path || window.__miniProgram.pages[0]!
  reLaunch(`/${first.replace(/^\//, '')}`)
  document.getElementById('capsule-share')?.addEventListener('click', () => void share('menu'))
}

try {
  start()
} catch (error) {
  recordError(error)
  console.error(error)
}
