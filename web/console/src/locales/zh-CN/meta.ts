export default {
  whole: '请填写整数',
  min: '不少于 {limit}',
  max: '不超过 {limit}',
  range: '可填 {min} 到 {max}',
  tooLong: '最多 {limit} 个字',
  tooFew: '至少 {limit} 项',
  tooMany: '最多 {limit} 项',
  scope: '请至少选择一个分类或商品',
  prices: '请填写每个参加规格的活动价和库存',
}
