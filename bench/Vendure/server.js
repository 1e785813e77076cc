'use strict'

// Vendure as its documentation starts it for production, with one shop that is filled when the server comes up. What is not named here is
// Vendure's default: one process, a pool of ten connections, job queue, session cache and cache in memory.
process.env.NODE_ENV = 'production'
process.env.VENDURE_DISABLE_TELEMETRY = 'true'

const { randomBytes } = require('node:crypto')
const {
  bootstrap,
  dummyPaymentHandler,
  DefaultLogger,
  LogLevel,
  mergeConfig,
  defaultConfig,
} = require('@vendure/core')
const { fillShop } = require('./shop')

const need = (name) => process.env[name] ?? fail(`${name} is missing`)
let shop

/** @returns {never} */
function fail(why) {
  console.error(why)
  process.exit(1)
}

// 200 only when the shop can be bought from; the answer is what a client must know of it.
function healthz(_request, response) {
  response.status(shop ? 200 : 503).json(shop ?? {})
}

const config = mergeConfig(defaultConfig, {
  logger: new DefaultLogger({ level: LogLevel.Error, timestamp: false }),
  apiOptions: {
    hostname: '127.0.0.1',
    port: Number(need('BENCH_PORT')),
    middleware: [{ route: 'healthz', handler: healthz }],
  },
  authOptions: {
    tokenMethod: 'bearer',
    // Vendure refuses to start with the password that everybody knows; nobody logs in here.
    superadminCredentials: { identifier: 'superadmin', password: randomBytes(16).toString('hex') },
  },
  dbConnectionOptions: {
    type: 'postgres',
    synchronize: true,
    logging: false,
    host: need('PGHOST'),
    port: Number(need('PGPORT')),
    username: need('PGUSER'),
    password: process.env.PGPASSWORD,
    database: need('PGDATABASE'),
  },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
})

async function start() {
  const app = await bootstrap(config)
  shop = await fillShop(app, Number(need('BENCH_MEMBERS')))
  console.log('READY')
}

start().catch((error) => fail(error.stack))
