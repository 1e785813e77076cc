// A balancer for trying several nodes on one machine:  node scripts/balance.mjs PORT NODE_PORT…
// Each connection goes to the next node that is well. A node that is gone or stands still loses its connections, so that callers repeat
// their requests elsewhere. Real installations use nginx or the like (docs/operations.md).
import http from 'node:http'
import net from 'node:net'

const EVERY_MS = 500
const PATIENCE_MS = 1500
const [port, ...ports] = process.argv.slice(2).map(Number)
const nodes = ports.map((at) => ({ at, well: true, sockets: new Set() }))
let turn = 0

function next() {
  const well = nodes.filter((node) => node.well)
  return well.length ? well[turn++ % well.length] : undefined
}

function connect(client, tries) {
  const node = tries > 0 ? next() : undefined
  if (!node) {
    client.destroy()
    return
  }
  const upstream = net.connect(node.at, '127.0.0.1')
  let connected = false
  upstream.once('connect', () => {
    connected = true
    node.sockets.add(upstream)
    client.pipe(upstream)
    upstream.pipe(client)
  })
  upstream.on('error', () => {
    if (!connected) {
      node.well = false
      connect(client, tries - 1)
    } else client.destroy()
  })
  upstream.on('close', () => {
    node.sockets.delete(upstream)
    if (connected) client.destroy()
  })
  client.on('close', () => upstream.destroy())
}

function judge(node, well) {
  if (node.well !== well) console.log(`node ${node.at} ${well ? 'is back' : 'does not answer'}`)
  node.well = well
  if (!well) for (const socket of node.sockets) socket.destroy()
}

function ask(node) {
  const request = http.get(
    { host: '127.0.0.1', port: node.at, path: '/healthz', timeout: PATIENCE_MS, agent: false },
    (answer) => {
      answer.resume()
      judge(node, answer.statusCode === 200)
    },
  )
  request.on('timeout', () => request.destroy())
  request.on('error', () => judge(node, false))
}

setInterval(() => nodes.forEach(ask), EVERY_MS)
net
  .createServer((client) => {
    client.on('error', () => client.destroy())
    connect(client, nodes.length)
  })
  .listen(port, '127.0.0.1')
