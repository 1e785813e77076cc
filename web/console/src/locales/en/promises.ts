export default {
  title: 'Promises',
  hint: 'What products can promise on their pages',
}
