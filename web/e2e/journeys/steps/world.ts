import { inject } from 'vitest'
import { ApiClient } from '../../harness/api'
import { Sandbox } from '../../harness/sandbox'

const PPM = 10_000

interface ProductInput {
  name: string
  priceFen: number
  stock: number
}

export interface Goods {
  productId: string
  skuId: string
  name: string
}

export interface ShareLink {
  code: string
  url: string
  path: string
}

const tag = (): string => Date.now().toString(36).slice(-5)

/** What a journey needs to be there before it begins, arranged as the owner would: through the staff API. */
export class World {
  private constructor(
    readonly staff: ApiClient,
    readonly sandbox: Sandbox,
    private readonly shopUrl: string,
  ) {}

  static async open(): Promise<World> {
    const { shopUrl, sandboxUrl, ownerPassword } = inject('stack')
    return new World(
      await ApiClient.asStaff(shopUrl, 'owner', ownerPassword),
      new Sandbox(sandboxUrl),
      shopUrl,
    )
  }

  member(persona: string): Promise<ApiClient> {
    return ApiClient.asMember(this.shopUrl, persona)
  }

  /** A product of one SKU with the worked example's rates: 20 % / 5 % / 3 %. */
  async product(input: ProductInput): Promise<Goods> {
    const { items } = await this.staff.get<{ items: { id: string; coverUrl: string }[] }>('/products?limit=1')
    const sample = await this.staff.get<{ categoryId: string; pictures: string[] }>(
      `/products/${items[0]!.id}`,
    )
    const name = `${input.name} ${tag()}`
    const percent = (value: number) => ({ kind: 'percent', ppm: value * PPM, fixedFen: null })
    const made = await this.staff.post<{ id: string; skus: { id: string }[] }>('/products', {
      name,
      subtitle: '山里现采，当天发货',
      categoryId: sample.categoryId,
      pictures: sample.pictures,
      detailHtml: '<p>一芽一叶，清香回甘。</p>',
      specs: [],
      skus: [
        {
          specValues: [],
          priceFen: input.priceFen,
          crossedPriceFen: null,
          costFen: null,
          stock: input.stock,
          weightGrams: 500,
          barcode: '',
          imageUrl: null,
        },
      ],
      limitPerOrder: null,
      sort: 0,
      onShelf: true,
      rates: { plan: 'three_in_one', seller: percent(20), upline1: percent(5), upline2: percent(3) },
    })
    return { productId: made.id, skuId: made.skus[0]!.id, name }
  }

  /** A published group buy for three that has just begun. */
  async groupBuy(
    goods: Goods,
    team: { size: number; hours: number; priceFen: number },
  ): Promise<{ id: string; name: string }> {
    const name = `${goods.name} ${team.size}人拼`
    const now = Date.parse((await this.sandbox.clock()).now)
    const draft = await this.staff.post<{ id: string }>('/campaigns', {
      kind: 'group_buy',
      name,
      startsAt: new Date(now - 60_000).toISOString(),
      endsAt: new Date(now + 7 * 86_400_000).toISOString(),
      config: {
        productId: goods.productId,
        skus: [{ skuId: goods.skuId, priceFen: team.priceFen, stock: 50 }],
        teamSize: team.size,
        hours: team.hours,
        allowFewer: false,
        minimumSize: 2,
        leaderDiscountFen: 0,
        buyLimit: 2,
        teamLimit: 5,
        newMembersOnly: false,
        shareTitle: null,
      },
    })
    await this.staff.post(`/campaigns/${draft.id}/publish`)
    return { id: draft.id, name }
  }

  /** 满减 on these goods that has just begun. */
  async promotion(goods: Goods, fromFen: number, offFen: number): Promise<void> {
    const now = Date.parse((await this.sandbox.clock()).now)
    const draft = await this.staff.post<{ id: string }>('/campaigns', {
      kind: 'full_reduction',
      name: `${goods.name} 满减`,
      startsAt: new Date(now - 60_000).toISOString(),
      endsAt: new Date(now + 7 * 86_400_000).toISOString(),
      config: {
        scope: { kind: 'products', ids: [goods.productId], exceptProductIds: [] },
        by: 'amount',
        steps: [{ fromFen, offFen }],
        repeats: false,
        withCoupons: true,
      },
    })
    await this.staff.post(`/campaigns/${draft.id}/publish`)
  }

  /** Gives a member growth, points, a balance and a coupon, as staff can. */
  async endow(
    persona: string,
    gift: { growth: number; points: number; storedFen: number; couponFen: number },
  ): Promise<void> {
    const member = await (await this.member(persona)).get<{ id: string }>('/me')
    const why = '演示用'
    const coupon = await this.staff.post<{ id: string }>('/coupons', {
      name: `减 ${gift.couponFen / 100} 元 ${tag()}`,
      note: '',
      terms: {
        type: 'fixed',
        fromFen: gift.couponFen,
        offFen: gift.couponFen,
        scope: { kind: 'all', ids: [], exceptProductIds: [] },
        validDays: 30,
      },
      total: 10,
      perMember: 1,
      inCentre: false,
    })
    const rewards: [kind: string, amount: number, refId: string | null][] = [
      ['growth', gift.growth, null],
      ['points', gift.points, null],
      ['coupon', 1, coupon.id],
    ]
    for (const [kind, amount, refId] of rewards) {
      await this.staff.post(`/members/${member.id}/rewards`, { kind, amount, refId, why })
    }
    await this.staff.post(`/members/${member.id}/wallet`, {
      account: 'stored_value',
      amount: gift.storedFen,
      reason: why,
    })
  }

  /** An address for somebody whose journey is not about addresses. */
  async giveAddress(persona: string): Promise<void> {
    const member = await this.member(persona)
    await member.post('/addresses', {
      name: persona,
      phone: '13800001234',
      province: '福建省',
      city: '厦门市',
      district: '思明区',
      detail: '湖滨南路 66 号 1201',
      isDefault: true,
    })
  }

  async share(by: ApiClient, target: { type: string; id: string }): Promise<ShareLink> {
    return by.post<ShareLink>('/shares', { target, channel: 'link' })
  }
}

export interface Commission {
  orderId: string
  role: 'seller' | 'upline1' | 'upline2'
  amountFen: number
  state: 'pending' | 'matured' | 'clawed_back'
}

/** What this member earns by one order, e.g. `1000 pending`; nothing while there is none. */
export async function earnedBy(member: ApiClient, orderId: string): Promise<string> {
  const { items } = await member.get<{ items: Commission[] }>('/distribution/commissions?limit=50')
  const own = items.filter((each) => each.orderId === orderId)
  return own.map((each) => `${each.amountFen} ${each.state}`).join(', ')
}

export const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`
