'use strict'

const {
  CustomerService,
  ProductService,
  ProductVariantService,
  RequestContextService,
  SessionService,
  ShippingMethodService,
  TaxCategoryService,
  UserService,
  NATIVE_AUTH_STRATEGY_NAME,
} = require('@vendure/core')
const { populateInitialData } = require('@vendure/core/cli')

// As many as there are threads that hash passwords.
const HANDS = 4
const STOCK = 10_000_000
const PRICE = 9900

/** One country, one tax, one way to ship and one to pay: the least that a checkout goes through. */
const INITIAL = {
  defaultLanguage: 'en',
  defaultZone: 'Asia',
  countries: [{ name: 'China', code: 'CN', zone: 'Asia' }],
  taxRates: [{ name: 'Standard Tax', percentage: 0 }],
  shippingMethods: [{ name: 'Flat', price: 0 }],
  // It settles at once, without asking anybody.
  paymentMethods: [
    {
      name: 'dummy',
      handler: { code: 'dummy-payment-handler', arguments: [{ name: 'automaticSettle', value: 'true' }] },
    },
  ],
  collections: [],
}

/** Through Vendure's own services. @returns what a client must know to buy. */
async function fillShop(app, memberCount) {
  await populateInitialData(app, INITIAL)
  const ctx = await app.get(RequestContextService).create({ apiType: 'admin' })
  const variantId = await addProduct(app, ctx)
  const methods = await app.get(ShippingMethodService).findAll(ctx)
  const tokens = await registerMembers(app, ctx, memberCount)
  return { variantId: String(variantId), shippingMethodId: String(methods.items[0].id), tokens }
}

async function addProduct(app, ctx) {
  const tax = await app.get(TaxCategoryService).findAll(ctx)
  const words = { languageCode: 'en', name: 'Apples', slug: 'apples', description: 'From the mountains' }
  const product = await app.get(ProductService).create(ctx, { enabled: true, translations: [words] })
  const [variant] = await app.get(ProductVariantService).create(ctx, [
    {
      productId: product.id,
      sku: 'APPLES',
      price: PRICE,
      stockOnHand: STOCK,
      taxCategoryId: tax.items[0].id,
      translations: [{ languageCode: 'en', name: 'Apples' }],
    },
  ])
  return variant.id
}

/** Customers with a verified address and a password, each with the session that a login would have given. */
async function registerMembers(app, ctx, count) {
  const tokens = []
  const queue = Array.from({ length: count }, (_, number) => number)
  const work = async () => {
    for (let number = queue.shift(); number !== undefined; number = queue.shift()) {
      tokens[number] = await registerMember(app, ctx, number)
    }
  }
  await Promise.all(Array.from({ length: HANDS }, work))
  return tokens
}

async function registerMember(app, ctx, number) {
  const emailAddress = `member${number}@example.com`
  await app
    .get(CustomerService)
    .create(ctx, { firstName: 'Lin', lastName: 'Xiao', emailAddress }, 'bench-member-1')
  // Read again: a session keeps the user's roles.
  const user = await app.get(UserService).getUserByEmailAddress(ctx, emailAddress, 'customer')
  const session = await app
    .get(SessionService)
    .createNewAuthenticatedSession(ctx, user, NATIVE_AUTH_STRATEGY_NAME)
  return session.token
}

module.exports = { fillShop }
