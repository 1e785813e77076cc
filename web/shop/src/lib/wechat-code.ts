import { Problem } from '@/api/problem'
import { t } from '@/locales/t'

/** A one-time login code of the member's WeChat, which only the server can turn into a person. */
export function wechatCode(): Promise<string> {
  return new Promise((resolve, reject) => {
    uni.login({
      provider: 'weixin',
      success: ({ code }) => resolve(code),
      fail: () => reject(new Problem('login_failed', -1, t('login.failed'))),
    })
  })
}
