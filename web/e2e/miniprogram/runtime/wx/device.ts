import { CAPSULE, NAVIGATION_HEIGHT, STATUS_BAR_HEIGHT, TAB_BAR_HEIGHT } from '../phone'
import { isTab, pages, top } from '../stack'
import { asyncApi } from './call'

const SDK_VERSION = '3.7.0'

function windowInfo() {
  const { innerWidth: screenWidth, innerHeight: screenHeight } = window
  const stacked = pages().length > 0
  const custom = stacked && top().config.navigationStyle === 'custom'
  const above = custom ? 0 : STATUS_BAR_HEIGHT + NAVIGATION_HEIGHT
  const below = stacked && isTab(top().path) ? TAB_BAR_HEIGHT : 0
  return {
    pixelRatio: window.devicePixelRatio,
    screenWidth,
    screenHeight,
    windowWidth: screenWidth,
    windowHeight: screenHeight - above - below,
    statusBarHeight: STATUS_BAR_HEIGHT,
    screenTop: above,
    safeArea: {
      left: 0,
      right: screenWidth,
      top: STATUS_BAR_HEIGHT,
      bottom: screenHeight,
      width: screenWidth,
      height: screenHeight - STATUS_BAR_HEIGHT,
    },
  }
}

const deviceInfo = () => ({
  brand: 'runner',
  model: 'Chromium',
  system: 'Android 14',
  platform: 'android',
  benchmarkLevel: 30,
  abi: 'arm64-v8a',
  deviceAbi: 'arm64-v8a',
  cpuType: '',
  memorySize: '4096',
})

const appBaseInfo = () => ({
  SDKVersion: SDK_VERSION,
  version: '8.0.50',
  language: 'zh_CN',
  theme: 'light',
  enableDebug: false,
  host: { env: 'WeChat' },
  fontSizeSetting: 16,
})

const systemInfo = () => ({
  ...deviceInfo(),
  ...appBaseInfo(),
  ...windowInfo(),
  deviceOrientation: 'portrait',
})

function launchOptions(): object {
  const { path, scene } = window.__runner
  const [page = '', search = ''] = path.split('?', 2)
  const query = Object.fromEntries(
    search
      .split('&')
      .filter(Boolean)
      .map((pair) => [pair.split('=')[0], pair.split('=').slice(1).join('=')]),
  )
  return { path: page.replace(/^\//, ''), query, scene, shareTicket: '', referrerInfo: {} }
}

const ACCOUNT = {
  miniProgram: { appId: 'wx0000000000000000', envVersion: 'develop', version: '' },
  plugin: {},
}

export const device = {
  getSystemInfoSync: systemInfo,
  getSystemInfo: asyncApi('getSystemInfo', systemInfo),
  getSystemInfoAsync: asyncApi('getSystemInfoAsync', systemInfo),
  getWindowInfo: windowInfo,
  getDeviceInfo: deviceInfo,
  getAppBaseInfo: appBaseInfo,
  getAppAuthorizeSetting: () => ({ albumAuthorized: 'authorized', locationAuthorized: 'not determined' }),
  getSystemSetting: () => ({ bluetoothEnabled: false, locationEnabled: false, wifiEnabled: true }),
  getMenuButtonBoundingClientRect: () => ({
    width: CAPSULE.width,
    height: CAPSULE.height,
    top: CAPSULE.top,
    bottom: CAPSULE.top + CAPSULE.height,
    left: window.innerWidth - CAPSULE.marginRight - CAPSULE.width,
    right: window.innerWidth - CAPSULE.marginRight,
  }),
  getLaunchOptionsSync: launchOptions,
  getEnterOptionsSync: launchOptions,
  getAccountInfoSync: () => ACCOUNT,
  getNetworkType: asyncApi('getNetworkType', () => ({ networkType: 'wifi', isConnected: true })),
  getSetting: asyncApi('getSetting', () => ({ authSetting: { 'scope.writePhotosAlbum': true } })),
  authorize: asyncApi('authorize', () => undefined),
  openSetting: asyncApi('openSetting', () => ({ authSetting: {} })),
  getPrivacySetting: asyncApi('getPrivacySetting', () => ({
    needAuthorization: false,
    privacyContractName: '《用户隐私保护指引》',
  })),
  requirePrivacyAuthorize: asyncApi('requirePrivacyAuthorize', () => undefined),
  canIUse: () => true,
  vibrateShort: asyncApi('vibrateShort', () => undefined),
  vibrateLong: asyncApi('vibrateLong', () => undefined),
  makePhoneCall: asyncApi('makePhoneCall', () => undefined),
}
