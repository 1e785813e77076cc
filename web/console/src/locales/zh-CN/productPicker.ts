export default { choose: '选择商品', change: '更换商品', pick: '选这件' }
