export default {
  plan: 'Plan',
  three_in_one: 'Three in one',
  three_in_one_help: 'Seller and uplines each by their rate, e.g. 20% / 5% / 3%',
  sales_promotion: 'Sales + promotion',
  sales_promotion_help: 'The seller by the sales rate, uplines by promotion rates',
  seller: 'Seller',
  upline1: 'Upline',
  upline2: 'Second upline',
  follow: 'Follow the shop',
  percent: '% of paid',
  fixed: 'Fixed per piece',
}
