import { resolve } from 'node:path'
import { startRunner } from './server'

/** `npm run miniprogram -- [--port 5248]`: look at the compiled mini-program in a browser window of 390×844. */
const argument = (name: string, byDefault: string): string => {
  const at = process.argv.indexOf(`--${name}`)
  return (at >= 0 ? process.argv[at + 1] : undefined) ?? byDefault
}

const runner = await startRunner({
  root: resolve(argument('package', '../shop/dist/build/mp-weixin')),
  port: Number(argument('port', '5248')),
  apiOrigin: argument('api', process.env.BANYAN_SHOP_URL ?? 'http://127.0.0.1:5080'),
  sandboxOrigin: argument('sandbox', process.env.SANDBOX_URL ?? 'http://127.0.0.1:5081'),
})
for (const problem of runner.problems) console.warn(problem)
console.log(`mini-program runner: ${runner.origin}/?persona=lin`)
