import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import { compilePackage } from './compile/package'
import type { RunnerConfig } from './runtime/types'

export interface RunnerOptions {
  /** The compiled package: the folder that holds `app.json`. */
  root: string
  /** 0 takes a free port. */
  port: number
  apiOrigin: string
  sandboxOrigin: string
  /** API origins that may be built into the package besides the one that is really there. */
  builtOrigins?: string[]
}

export interface Runner {
  origin: string
  problems: string[]
  pages: string[]
  /** The address that starts the program at `path` as `persona`. */
  open: (start: { persona: string; path?: string; scene?: number }) => string
  close: () => Promise<void>
}

const HERE = fileURLToPath(new URL('.', import.meta.url))
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
}
const AVATAR =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="#9bc"/><circle cx="32" cy="26" r="12" fill="#fff"/></svg>'

async function bundleRuntime(): Promise<string> {
  const result = await build({
    entryPoints: [join(HERE, 'runtime/main.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome120',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  })
  return result.outputFiles[0]!.text
}

function page(config: RunnerConfig): string {
  const json = JSON.stringify(config).replace(/</g, '\\u003c')
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>mini-program</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/__runner/style.css"></head>
<body><div id="phone"></div>
<div id="capsule"><button id="capsule-share" aria-label="更多">···</button><button aria-label="关闭">◎</button></div>
<div id="overlays"></div>
<script>window.__runner = ${json}</script><script src="/__runner/package.js"></script>
<script src="/__runner/runtime.js"></script></body></html>`
}

function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => resolve(Buffer.concat(parts)))
    request.on('error', reject)
  })
}

const NOT_FORWARDED = new Set([
  'host',
  'connection',
  'origin',
  'referer',
  'content-length',
  'accept-encoding',
])

async function forward(request: IncomingMessage, response: ServerResponse, target: string): Promise<void> {
  const headers = Object.entries(request.headers).filter(
    ([name]) => !NOT_FORWARDED.has(name) && !name.startsWith('sec-'),
  ) as [string, string][]
  const method = request.method ?? 'GET'
  const body = method === 'GET' || method === 'HEAD' ? undefined : await readBody(request)
  let answer: Response
  try {
    answer = await fetch(target, { method, headers, body, redirect: 'manual' })
  } catch {
    response.writeHead(502, { 'x-runner-unreachable': '1' }).end()
    return
  }
  const passed = [...answer.headers].filter(
    ([name]) => !/^(content-encoding|content-length|transfer-encoding|connection)$/.test(name),
  )
  response.writeHead(answer.status, Object.fromEntries(passed))
  response.end(Buffer.from(await answer.arrayBuffer()))
}

async function sendFile(response: ServerResponse, root: string, path: string): Promise<void> {
  const file = normalize(join(root, decodeURIComponent(path)))
  if (!file.startsWith(normalize(root) + sep)) {
    response.writeHead(403).end()
    return
  }
  try {
    const content = await readFile(file)
    response
      .writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
      .end(content)
  } catch {
    response.writeHead(404).end()
  }
}

function configOf(url: URL, options: RunnerOptions): RunnerConfig {
  return {
    apiOrigin: options.apiOrigin,
    builtOrigins: options.builtOrigins ?? [],
    sandboxOrigin: options.sandboxOrigin,
    persona: url.searchParams.get('persona') ?? 'visitor',
    phone: url.searchParams.get('phone') ?? '13800000000',
    path: url.searchParams.get('path') ?? '',
    scene: Number(url.searchParams.get('scene') ?? 1001),
  }
}

/** Compiles the package once and serves it, its files, and the way to the API and the sandbox, from one origin. */
export async function startRunner(options: RunnerOptions): Promise<Runner> {
  const [compiled, runtime, style] = await Promise.all([
    compilePackage(options.root),
    bundleRuntime(),
    readFile(join(HERE, 'runtime/style.css'), 'utf8'),
  ])
  const send = (response: ServerResponse, extension: string, content: string): void => {
    response.writeHead(200, { 'content-type': TYPES[extension]!, 'cache-control': 'no-store' }).end(content)
  }
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://runner')
    const { pathname: path } = url
    if (path === '/') send(response, '.html', page(configOf(url, options)))
    else if (path === '/__runner/package.js') send(response, '.js', compiled.script)
    else if (path === '/__runner/runtime.js') send(response, '.js', runtime)
    else if (path === '/__runner/style.css') send(response, '.css', style)
    else if (path === '/__runner/avatar.svg') send(response, '.svg', AVATAR)
    else if (path.startsWith('/__runner/api/')) {
      await forward(request, response, options.apiOrigin + path.slice('/__runner/api'.length) + url.search)
    } else if (path.startsWith('/__runner/sandbox/')) {
      await forward(
        request,
        response,
        options.sandboxOrigin + path.slice('/__runner/sandbox'.length) + url.search,
      )
    } else if (path.startsWith('/package/'))
      await sendFile(response, options.root, path.slice('/package/'.length))
    else response.writeHead(404).end()
  }
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error))
    })
  })
  await listen(server, options.port)
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    problems: compiled.problems,
    pages: compiled.pages,
    open: ({ persona, path = '', scene = 1001 }) =>
      `${origin}/?${new URLSearchParams({ persona, path, scene: String(scene) }).toString()}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
}
