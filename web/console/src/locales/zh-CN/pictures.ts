export default {
  upload: '上传图片',
  cover: '封面',
  earlier: '往前移',
  later: '往后移',
  wrongType: '{name} 不是图片，请选 PNG、JPG、WebP 或 SVG',
  tooLarge: '{name} 超过 2 MB，请压缩后再传',
}
