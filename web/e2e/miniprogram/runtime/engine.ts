import * as glassEasel from 'glass-easel'
import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import './events'
import { RunnerBackend } from './backend'
import { hasModule, requireModule, resolveComponent } from './modules'
import { recordError, probe } from './probe'
import { addSheet } from './sheets'
import { NATIVE_TAGS } from './elements/tags'

type Definition = Record<string, unknown> & {
  options?: { styleIsolation?: string; addGlobalClass?: boolean }
  behaviors?: unknown[]
}

const env = new MiniProgramEnv()
export const codeSpace = env.createCodeSpace('main', true)
export const backend = env.associateBackend(new RunnerBackend())

glassEasel.addGlobalErrorListener((error, info) => {
  const where = (info as { type?: string }).type ?? ''
  recordError(error)
  console.error(`[${where}]`, error)
  return false
})
glassEasel.addGlobalWarningListener((message) => {
  probe.warnings.push(String(message))
  return false
})

const space = codeSpace.getComponentSpace()
// uni-app installs its event handlers (`e0_1` …) on the instance while it renders.
space.updateComponentOptions({ useMethodCallerListeners: true, writeIdToDOM: true })
for (const tag of NATIVE_TAGS) space.setGlobalUsingComponent(tag, `wx-${tag}`)

const waitingForReady: glassEasel.GeneralComponent[] = []
let readyHeld = false

/** The engine leaves `ready` to its host: children before parents, once everything attached in the same turn is in place. */
export function holdReady(held: boolean): void {
  readyHeld = held
  if (!held) flushReady()
}

function flushReady(): void {
  if (readyHeld) return
  for (const component of waitingForReady.splice(0).reverse()) component.triggerLifetime('ready', [])
}

codeSpace.setOverallBehavior(
  space.defineBehavior({
    lifetimes: {
      attached(this: glassEasel.GeneralComponent) {
        waitingForReady.push((this as unknown as { _$?: glassEasel.GeneralComponent })._$ ?? this)
        queueMicrotask(flushReady)
      },
    },
  }) as unknown as glassEasel.GeneralBehavior,
)

let scopeCount = 0
let defining = ''
const loaded = new Set<string>()

/** Gives the code space what it has to know about a file before its component or page is registered. */
function prepare(path: string, definition: Definition): void {
  const config = window.__miniProgram.configs[path] ?? {}
  const isolation = isolationOf(path, definition, config.styleIsolation)
  const prefix = isolation === 'shared' ? '' : `c${++scopeCount}`
  codeSpace.addStyleSheet(path, undefined, prefix)
  codeSpace.addComponentStaticConfig(path, {
    ...config,
    usingComponents: usingOf(path),
    styleIsolation: isolation,
  } as Parameters<typeof codeSpace.addComponentStaticConfig>[1])
  const template = window.__miniProgram.templates[path]
  if (template) {
    codeSpace.addCompiledTemplate(path, {
      groupList: window.__miniProgram.templates,
      content: template,
    } as Parameters<typeof codeSpace.addCompiledTemplate>[1])
  }
  addSheet(path, prefix)
}

/** uni-app keeps the first `Component` it sees, so there is one, and it asks which file is being evaluated. */
function defineComponent(definition: Definition): unknown {
  const path = defining
  prepare(path, definition)
  const behaviors = definition.behaviors?.filter((each) => typeof each !== 'string')
  return codeSpace.componentEnv(path, ({ Component }) => Component({ ...definition, behaviors } as never))
}

function isolationOf(path: string, definition: Definition, configured: string | undefined): string {
  const isPage = window.__miniProgram.pages.includes(path)
  if (isPage) return 'shared'
  const { styleIsolation, addGlobalClass } = definition.options ?? {}
  return configured ?? styleIsolation ?? (addGlobalClass ? 'apply-shared' : 'isolated')
}

function usingOf(path: string): Record<string, string> {
  const { configs } = window.__miniProgram
  const global = Object.entries(configs.app.usingComponents ?? {}).map(([name, target]) => [
    name,
    target.startsWith('/') ? target : `/${resolveComponent('app', target)}`,
  ])
  return { ...Object.fromEntries(global), ...configs[path]?.usingComponents }
}

/** Evaluates a component's file after those of the components it uses, so that they are defined when it is created. */
export function loadComponent(path: string): void {
  if (loaded.has(path)) return
  loaded.add(path)
  for (const target of Object.values(usingOf(path))) {
    const next = resolveComponent(path, target)
    if (hasModule(next)) loadComponent(next)
  }
  const before = defining
  defining = path
  try {
    requireModule(path)
  } finally {
    defining = before
  }
}

export function installGlobals(): void {
  Object.assign(window, {
    Component: defineComponent,
    Page: (definition: Definition) => {
      prepare(defining, definition)
      codeSpace.componentEnv(defining, ({ Page }) => {
        Page(definition as never)
      })
    },
    Behavior: (definition: Definition) =>
      codeSpace.componentEnv(defining, ({ Behavior }) => Behavior(definition as never)),
    global: window,
  })
}
