export default {
  uploadVideo: '上传视频',
  changeVideo: '换一个视频',
  videoTooLarge: '视频不能超过 50 MB',
  upload: '上传图片',
  cover: '封面',
  earlier: '往前移',
  later: '往后移',
  wrongType: '{name} 不是图片，请选 PNG、JPG、WebP 或 SVG',
  tooLarge: '{name} 超过 2 MB，请压缩后再传',
}
