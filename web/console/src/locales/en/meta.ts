export default {
  whole: 'A whole number, please',
  min: 'At least {limit}',
  max: 'At most {limit}',
  range: '{min} to {max}',
  tooLong: 'At most {limit} characters',
  tooFew: 'At least {limit} items',
  tooMany: 'At most {limit} items',
  scope: 'Choose at least one',
  prices: 'Fill in price and stock of every SKU that takes part',
}
