import { fileUrl } from '../files'
import { chooseRow, hideToast, previewPictures, showModal, showToast, type ModalOptions } from '../overlays'
import { probe } from '../probe'
import {
  drawTabBar,
  hideTabBar,
  navigateBack,
  navigateTo,
  pages,
  redirectTo,
  reLaunch,
  setBadge,
  switchTab,
  top,
} from '../stack'
import { asyncApi, text, WxFailure, type Options } from './call'

const DEFAULT_TOAST_MS = 1500

async function actionSheet(options: Options): Promise<object> {
  const row = await chooseRow(text(options.alertText), options.itemList as string[])
  if (row === null) throw new WxFailure('cancel')
  return { tapIndex: row }
}

/** Navigation happens in its own turn, as it does across WeChat's two threads. */
const later =
  (go: (url: string) => void) =>
  async (options: Options): Promise<void> => {
    await Promise.resolve()
    go(text(options.url))
  }

export const interaction = {
  showToast: asyncApi('showToast', (options) =>
    showToast(
      text(options.title),
      text(options.icon, 'success'),
      Number(options.duration ?? DEFAULT_TOAST_MS),
    ),
  ),
  hideToast: asyncApi('hideToast', hideToast),
  showLoading: asyncApi('showLoading', (options) => showToast(text(options.title), 'loading', 0)),
  hideLoading: asyncApi('hideLoading', hideToast),
  showModal: asyncApi('showModal', (options) => showModal(options as ModalOptions)),
  showActionSheet: asyncApi('showActionSheet', actionSheet),
  previewImage: asyncApi('previewImage', (options) =>
    previewPictures((options.urls as string[]).map((url) => fileUrl(url))),
  ),
  navigateTo: asyncApi('navigateTo', later(navigateTo)),
  redirectTo: asyncApi('redirectTo', later(redirectTo)),
  switchTab: asyncApi('switchTab', later(switchTab)),
  reLaunch: asyncApi('reLaunch', later(reLaunch)),
  navigateBack: asyncApi('navigateBack', (options) => navigateBack(Number(options.delta ?? 1))),
  setNavigationBarTitle: asyncApi('setNavigationBarTitle', (options) => top().setTitle(text(options.title))),
  setNavigationBarColor: asyncApi('setNavigationBarColor', (options) =>
    top().setColors(text(options.frontColor), text(options.backgroundColor)),
  ),
  showNavigationBarLoading: asyncApi('showNavigationBarLoading', () => undefined),
  hideNavigationBarLoading: asyncApi('hideNavigationBarLoading', () => undefined),
  setBackgroundColor: asyncApi('setBackgroundColor', () => undefined),
  startPullDownRefresh: asyncApi('startPullDownRefresh', () => top().pullDown()),
  stopPullDownRefresh: asyncApi('stopPullDownRefresh', () => undefined),
  pageScrollTo: asyncApi('pageScrollTo', (options) => {
    const { scroller } = top()
    if (options.selector === undefined) scroller.scrollTop = Number(options.scrollTop ?? 0)
  }),
  setTabBarBadge: asyncApi('setTabBarBadge', (options) =>
    setBadge(Number(options.index), text(options.text)),
  ),
  removeTabBarBadge: asyncApi('removeTabBarBadge', (options) => setBadge(Number(options.index), '')),
  showTabBarRedDot: asyncApi('showTabBarRedDot', (options) => setBadge(Number(options.index), '•')),
  hideTabBarRedDot: asyncApi('hideTabBarRedDot', (options) => setBadge(Number(options.index), '')),
  hideTabBar: asyncApi('hideTabBar', () => hideTabBar(true)),
  showTabBar: asyncApi('showTabBar', () => hideTabBar(false)),
  setTabBarItem: asyncApi('setTabBarItem', drawTabBar),
  setTabBarStyle: asyncApi('setTabBarStyle', drawTabBar),
  setClipboardData: asyncApi('setClipboardData', (options) => {
    probe.clipboard = text(options.data)
    showToast('内容已复制', 'success', DEFAULT_TOAST_MS)
  }),
  getClipboardData: asyncApi('getClipboardData', () => ({ data: probe.clipboard })),
  showShareMenu: asyncApi('showShareMenu', () => undefined),
  hideShareMenu: asyncApi('hideShareMenu', () => undefined),
  updateShareMenu: asyncApi('updateShareMenu', () => undefined),
  getCurrentPages: () => pages().map((page) => page.caller),
  nextTick: (callback: () => void) => queueMicrotask(callback),
}
