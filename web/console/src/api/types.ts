/** Short names for what the API answers, taken from the answers themselves: no name of a schema is known here. */
import type { CallArgs, CallResult, PathFor } from './client'

type Body<M extends 'post' | 'put', P extends PathFor<M>> =
  CallArgs<M, P> extends { body: infer B }
    ? B
    : CallArgs<M, P> extends { body?: infer B }
      ? NonNullable<B>
      : never
type Item<P extends PathFor<'get'>> = CallResult<'get', P> extends { items: (infer T)[] } ? T : never

export type StaffMe = CallResult<'get', '/me'>
export type SystemStatus = CallResult<'get', '/system/status'>
export type BooksReport = CallResult<'get', '/doctor'>
export type ExaminationSummary = BooksReport['history'][number]
export type BookCheck = ExaminationSummary['wrong'][number]
export type DeadJob = Item<'/jobs/dead'>
export type Overview = CallResult<'get', '/overview'>
export type DayFigures = Overview['today']
export type ConsoleCategory = Item<'/categories'>
export type ConsoleBrand = Item<'/brands'>
export type FreightTemplate = Item<'/freight-templates'>
export type ConsoleGroup = Item<'/goods-groups'>
export type ConsoleCourseCard = Item<'/courses'>
export type ConsoleCourse = CallResult<'get', '/courses/{id}'>
export type CourseBody = Body<'post', '/courses'>
export type LessonInput = CourseBody['lessons'][number]
export type CourseHolder = Item<'/courses/{id}/holders'>
export type BatchChange = Body<'post', '/products/batch'>['change']
export type BatchRow = CallResult<'post', '/products/batch'>['items'][number]
export type GoodsImport = CallResult<'get', '/goods-imports/{id}'>
export type ConsoleProductCard = Item<'/products'>
export type ConsoleProduct = CallResult<'get', '/products/{id}'>
export type ProductInput = Body<'post', '/products'>
export type ProductRates = NonNullable<ProductInput['rates']>
export type ConsoleOrderCard = Item<'/orders'>
export type ConsoleOrder = CallResult<'get', '/orders/{id}'>
export type OrderLine = ConsoleOrder['lines'][number]
export type Quote = ConsoleOrder['quote']
export type Recipient = ConsoleOrder['recipients'][number]
export type AddressInput = NonNullable<ConsoleOrder['address']>
export type Parcel = Recipient['parcels'][number]
export type OrderFlag = NonNullable<ConsoleOrder['flag']>
export type Invoice = NonNullable<ConsoleOrder['invoice']>
export type ShippingPreview = CallResult<'post', '/orders/shipping-file'>
export type ShippingRow = ShippingPreview['rows'][number]
export type SlipSheet = CallResult<'get', '/orders/slips'>
export type TimelineEntry = ConsoleOrder['timeline'][number]
export type ConsoleRefund = Item<'/refunds'>
export type RefundFile = CallResult<'get', '/refunds/{id}'>
export type RefundEntry = RefundFile['entries'][number]
export type AcceptRefundBody = Body<'post', '/refunds/{id}/accept'>
export type ConsoleReview = Item<'/reviews'>
export type BulkReviewAct = Body<'post', '/reviews/bulk'>['act']
export type ConsoleStore = Item<'/stores'>
export type StoreBody = Body<'post', '/stores'>
export type RedemptionView = CallResult<'get', '/redemptions/{code}'>
export type ConsoleCoupon = Item<'/coupons'>
export type CouponBody = Body<'post', '/coupons'>
export type PointRules = CallResult<'get', '/settings/points'>
export type LevelRules = CallResult<'get', '/settings/levels'>
export type CampaignKindMeta = Item<'/campaign-kinds'>
export type FieldMeta = CampaignKindMeta['fields'][number]
export type ConsoleCampaignCard = Item<'/campaigns'>
export type ConsoleCampaign = CallResult<'get', '/campaigns/{id}'>
export type CampaignStatistics = CallResult<'get', '/campaigns/{id}/statistics'>
export type ConsoleDistributor = Item<'/distributors'>
export type Explanation = CallResult<'get', '/commissions/{id}/why'>
export type ConsoleMemberCard = Item<'/members'>
export type ConsoleMember = CallResult<'get', '/members/{id}'>
export type WalletBalance = CallResult<'get', '/members/{id}/wallet'>[number]
export type TreeNode = CallResult<'get', '/members/{id}/tree'>
export type AccountCard = Item<'/accounts'>
export type Statement = CallResult<'get', '/accounts/{key}/statement'>
export type StatementLine = Statement['items'][number]
export type FinanceDays = CallResult<'get', '/finance/days'>
export type BillDifference = Item<'/finance/differences'>
export type Staff = Item<'/staff'>
export type Role = Item<'/roles'>
export type ShopSettings = CallResult<'get', '/settings'>
export type AfterSaleRules = NonNullable<ShopSettings['afterSales']>
export type BondRules = CallResult<'get', '/settings/bond'>
export type DistributionSettings = CallResult<'get', '/settings/distribution'>
/** The settings as they are sent: with the acknowledgement when a third payee is turned on. */
export type DistributionDraft = Body<'put', '/settings/distribution'>
export type Rate = DistributionSettings['seller']

/** The values that a list's filter knows; the empty text asks for all. */
export type Choice<P extends PathFor<'get'>, N extends string> =
  CallArgs<'get', P> extends { query?: infer Q } ? (Q extends { [K in N]?: infer V } ? V : never) : never

export interface List<T> {
  items: T[]
  next: string | null
}
