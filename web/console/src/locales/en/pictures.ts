export default {
  uploadVideo: 'Upload film',
  changeVideo: 'Another film',
  videoTooLarge: 'A film may have 50 MB at most',
  upload: 'Upload',
  cover: 'Cover',
  earlier: 'Move earlier',
  later: 'Move later',
  wrongType: '{name} is no picture. Choose PNG, JPG, WebP or SVG',
  tooLarge: '{name} is larger than 2 MB',
}
