import { authorized } from '@/api/call'
import { Problem, problemFrom } from '@/api/problem'
import { t } from '@/locales/t'

const timeoutMs = 60_000

/** Pictures from the album or the camera; none when the member changed their mind. */
export function pickPictures(count: number): Promise<string[]> {
  return new Promise((resolve) => {
    uni.chooseImage({
      count,
      sizeType: ['compressed'],
      success: ({ tempFilePaths }) => resolve([tempFilePaths].flat().slice(0, count)),
      fail: () => resolve([]),
    })
  })
}

function answerOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Sends one picture; gives back where it is from now on. */
export function uploadPicture(filePath: string): Promise<string> {
  return new Promise((resolve, reject) => {
    uni.uploadFile({
      url: `${__API_BASE__}/api/shop/files`,
      filePath,
      name: 'file',
      header: authorized(),
      timeout: timeoutMs,
      success: ({ statusCode, data }) => {
        const answer = answerOf(data)
        if (statusCode >= 200 && statusCode < 300) resolve((answer as { url: string }).url)
        else reject(problemFrom(statusCode, answer, t('problem.unexpected')))
      },
      fail: () => reject(new Problem('network', 0, t('problem.network'))),
    })
  })
}
