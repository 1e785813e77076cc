// Builds the mini-program for one merchant:  npm run build:mp -- --api https://shop.example.com --appid wx0123456789abcdef [--shop slug]
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    api: { type: 'string', default: 'http://127.0.0.1:5080' },
    shop: { type: 'string', default: '' },
    appid: { type: 'string', default: 'touristappid' },
  },
})
const api = values.api.replace(/\/+$/, '')
if (!/^https?:\/\/[^/]+/.test(api)) {
  console.error('--api must be an absolute address, e.g. https://shop.example.com')
  process.exit(2)
}

const root = fileURLToPath(new URL('..', import.meta.url))
const build = spawnSync(
  process.execPath,
  ['node_modules/@dcloudio/vite-plugin-uni/bin/uni.js', 'build', '-p', 'mp-weixin'],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, BANYAN_API: api, BANYAN_SHOP: values.shop },
  },
)
if (build.status !== 0) process.exit(build.status ?? 1)

const projectFile = `${root}dist/build/mp-weixin/project.config.json`
const project = JSON.parse(readFileSync(projectFile, 'utf8'))
project.appid = values.appid
// A plain http address is for trying things on one machine; WeChat itself only lets https domains through.
project.setting = { ...project.setting, urlCheck: api.startsWith('https://') }
writeFileSync(projectFile, JSON.stringify(project, null, 2) + '\n')
console.log(`mini-program for ${values.appid} at dist/build/mp-weixin, API ${api}`)
