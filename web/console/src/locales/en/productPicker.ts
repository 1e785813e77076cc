export default { choose: 'Choose a product', change: 'Change', pick: 'Choose' }
