/** Lists of words, separated by bars. */
export default {
  carriers: '顺丰速运|中通快递|圆通速递|韵达快递|申通快递|极兔速递|京东快递|邮政EMS|德邦快递|商家自送',
}
