export default {
  title: 'Price history',
  hint: 'Every change is kept, to prove that crossed-out prices are true',
  lowest: 'Lowest in 7 days',
  at: 'Time',
  before: 'Before',
  first: 'First price',
}
