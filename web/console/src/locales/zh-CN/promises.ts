export default {
  title: '服务承诺',
  hint: '商品可以勾选的承诺，显示在商品页',
}
