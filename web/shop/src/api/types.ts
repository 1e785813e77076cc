import type { Answer, Arguments, PathsWith } from './operations'

// Names for what the pages show, taken from the operations that bring them.
type Got<P extends PathsWith<'get'>> = Answer<'get', P>
type Item<P extends PathsWith<'get'>> = Got<P> extends { items: (infer X)[] } ? X : never

export type ShopConfig = Got<'/api/shop/config'>
export type MemberView = Got<'/api/shop/me'>
export type Person = NonNullable<MemberView['sharer']>
export type Home = Got<'/api/shop/home'>
export type Category = Item<'/api/shop/categories'>
export type ProductCard = Item<'/api/shop/products'>
export type ProductDetail = Got<'/api/shop/products/{id}'>
export type Cart = Got<'/api/shop/cart'>
export type CartItem = Cart['items'][number]
export type Address = Item<'/api/shop/addresses'>
export type AddressInput = Arguments<'post', '/api/shop/addresses'>['body']
export type Quote = Answer<'post', '/api/shop/quotes'>
export type OrderCard = Item<'/api/shop/orders'>
export type OrderDetail = Got<'/api/shop/orders/{id}'>
export type OrderLine = OrderDetail['lines'][number]
export type InvoiceWish = NonNullable<Arguments<'post', '/api/shop/orders'>['body']['invoice']>
export type PayResponse = Answer<'post', '/api/shop/orders/{id}/pay'>
export type Refund = Got<'/api/shop/refunds/{id}'>
export type ProductReviews = Got<'/api/shop/products/{id}/reviews'>
export type ReviewView = ProductReviews['items'][number]
export type OwnReview = Got<'/api/shop/reviews/{id}'>
export type ReviewedLine = Got<'/api/shop/orders/{id}/reviews'>['lines'][number]
export type Store = Item<'/api/shop/stores'>
export type Pickup = NonNullable<OrderDetail['recipients'][number]['pickup']>
export type ShareTarget = Arguments<'post', '/api/shop/shares'>['body']['target']
export type ShareLink = Answer<'post', '/api/shop/shares'>
export type CampaignCard = Item<'/api/shop/campaigns'>
export type CampaignView = Got<'/api/shop/campaigns/{id}'>
export type RunView = Got<'/api/shop/runs/{id}'>
export type RunCard = CampaignView['openRuns'][number]
export type BeginResponse = Answer<'post', '/api/shop/campaigns/{id}/begin'>
export type DistributionCenter = Got<'/api/shop/distribution'>
export type CommissionView = Item<'/api/shop/distribution/commissions'>
export type CouponOffer = Got<'/api/shop/coupon-centre'>[number]
export type MyCoupon = Item<'/api/shop/coupons'>
export type WalletBalance = Got<'/api/shop/wallet'>[number]
export type WalletEntry = Item<'/api/shop/wallet/{code}/entries'>
export type MyLevel = Got<'/api/shop/level'>
export type Choices = NonNullable<Arguments<'post', '/api/shop/quotes'>['body']['choices']>
export type Explanation = Got<'/api/shop/distribution/commissions/{id}/why'>
