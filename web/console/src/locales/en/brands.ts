export default {
  title: 'Brands',
  description: 'Customers can filter goods by brand',
  create: 'New brand',
  edit: 'Edit brand',
  name: 'Name',
  logo: 'Logo',
  goods: 'Goods',
  empty: 'No brands yet',
  emptyHint: 'Make brands here, then choose them in products',
  removeTitle: 'Remove the brand “{name}”?',
}
