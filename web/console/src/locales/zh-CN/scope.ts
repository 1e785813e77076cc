export default {
  all: '全部商品',
  categories: '指定分类',
  products: '指定商品',
  chooseCategories: '选择分类',
  chooseSku: '选择规格',
  skuChosen: '已选好规格，重新选择商品可以更换',
}
