import type { template } from 'glass-easel'

export interface PageConfig {
  navigationBarTitleText?: string
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: 'black' | 'white'
  navigationStyle?: 'default' | 'custom'
  backgroundColor?: string
  enablePullDownRefresh?: boolean
  onReachBottomDistance?: number
  disableScroll?: boolean
  component?: boolean
  usingComponents?: Record<string, string>
  styleIsolation?: string
}

export interface TabBar {
  color?: string
  selectedColor?: string
  backgroundColor?: string
  list: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }[]
}

export interface AppConfig {
  pages: string[]
  window?: PageConfig
  tabBar?: TabBar
  usingComponents?: Record<string, string>
}

export interface Sheet {
  kind: 'app' | 'page' | 'component'
  text: string
}

export type ModuleBody = (
  require: (path: string) => unknown,
  module: { exports: unknown },
  exports: unknown,
  global: unknown,
) => void

export interface MiniProgram {
  pages: string[]
  configs: Record<string, PageConfig> & { app: AppConfig }
  sheets: Record<string, Sheet>
  templates: Record<string, template.ComponentTemplate['content']>
  modules: Record<string, ModuleBody>
}

/** How the runner's server wants this run to behave. */
export interface RunnerConfig {
  /** Requests to these origins are sent to the same path at `apiOrigin`: a package has its API base built in. */
  apiOrigin: string
  builtOrigins: string[]
  /** Origin of the sandbox that takes the payment. */
  sandboxOrigin: string
  /** Whom `wx.login` logs in: the code is `persona:NAME`. */
  persona: string
  /** The number that `open-type="getPhoneNumber"` hands over. */
  phone: string
  /** First page with its query, e.g. `pages/share/landing?s=abc`. */
  path: string
  scene: number
}

/** A call of `wx.*` as tests see it. */
export interface WxCall {
  name: string
  args: unknown
}

export interface Probe {
  calls: WxCall[]
  /** Names of `wx` functions that the program called and the shim does not have. */
  unknown: string[]
  errors: string[]
  warnings: string[]
  requests: { method: string; url: string; status: number }[]
  shares: { title: string; path: string; imageUrl: string; from: string }[]
  clipboard: string
  savedImages: string[]
}

declare global {
  interface Window {
    __miniProgram: MiniProgram
    __runner: RunnerConfig
    __probe: Probe
  }
}
