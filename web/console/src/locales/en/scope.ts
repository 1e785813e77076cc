export default {
  all: 'Everything',
  categories: 'Some categories',
  products: 'Some products',
  chooseCategories: 'Choose categories',
  chooseSku: 'Choose the variant',
  skuChosen: 'A variant is chosen; choose a product again to change it',
}
