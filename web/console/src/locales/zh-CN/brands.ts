export default {
  title: '品牌',
  description: '顾客可以按品牌筛选商品',
  create: '新建品牌',
  edit: '编辑品牌',
  name: '品牌名称',
  logo: '标志',
  goods: '看商品',
  empty: '还没有品牌',
  emptyHint: '建好品牌后，在商品里选择',
  removeTitle: '删除品牌「{name}」？',
}
