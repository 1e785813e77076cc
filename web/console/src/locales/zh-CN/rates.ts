export default {
  plan: '佣金方案',
  three_in_one: '三级一体',
  three_in_one_help: '销售方和上级各按比例，例如 20% / 5% / 3%',
  sales_promotion: '销售佣金 + 推广佣金',
  sales_promotion_help: '销售方拿销售佣金，上级按比例拿推广佣金',
  seller: '销售方',
  upline1: '上级',
  upline2: '二级上级',
  follow: '跟随店铺',
  percent: '按实付比例',
  fixed: '每件固定',
}
