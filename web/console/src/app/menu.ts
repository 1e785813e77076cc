import {
  BookOpenIcon,
  ChartColumnIcon,
  GiftIcon,
  LocationIcon,
  OrderListIcon,
  SettingIcon,
  ShopIcon,
  UsergroupIcon,
  WalletIcon,
} from 'tdesign-icons-vue-next'
import type { Component } from 'vue'
import type { MessageKey } from '@/locales'
import type { Permission } from '@/stores/session'

export interface MenuEntry {
  to: string
  title: MessageKey
  permission: Permission
  badge?: 'toShip' | 'refunds' | 'distributorApplications' | 'deadJobs'
}

export interface MenuSection {
  title: MessageKey
  icon: Component
  entries: MenuEntry[]
}

export const menu: MenuSection[] = [
  {
    title: 'nav.overview',
    icon: ChartColumnIcon,
    entries: [{ to: '/overview', title: 'nav.overview', permission: 'overview.read' }],
  },
  {
    title: 'nav.goods',
    icon: ShopIcon,
    entries: [
      { to: '/products', title: 'nav.products', permission: 'products.read' },
      { to: '/categories', title: 'nav.categories', permission: 'products.read' },
      { to: '/brands', title: 'nav.brands', permission: 'products.read' },
      { to: '/goods-groups', title: 'nav.groups', permission: 'products.read' },
      { to: '/courses', title: 'nav.courses', permission: 'products.read' },
    ],
  },
  {
    title: 'nav.trade',
    icon: OrderListIcon,
    entries: [
      { to: '/orders', title: 'nav.orders', permission: 'orders.read', badge: 'toShip' },
      { to: '/refunds', title: 'nav.refunds', permission: 'orders.read', badge: 'refunds' },
      { to: '/reviews', title: 'nav.reviews', permission: 'reviews.read' },
    ],
  },
  {
    title: 'nav.storefront',
    icon: LocationIcon,
    entries: [
      { to: '/redeem', title: 'nav.redeem', permission: 'stores.redeem' },
      { to: '/stores', title: 'nav.stores', permission: 'stores.read' },
    ],
  },
  {
    title: 'nav.marketing',
    icon: GiftIcon,
    entries: [
      { to: '/campaigns', title: 'nav.campaigns', permission: 'campaigns.read' },
      { to: '/coupons', title: 'nav.coupons', permission: 'campaigns.read' },
      { to: '/price-test', title: 'nav.priceTest', permission: 'campaigns.read' },
    ],
  },
  {
    title: 'nav.distribution',
    icon: WalletIcon,
    entries: [
      {
        to: '/distributors',
        title: 'nav.distributors',
        permission: 'distribution.read',
        badge: 'distributorApplications',
      },
      { to: '/commissions', title: 'nav.commissions', permission: 'distribution.read' },
      { to: '/distribution-settings', title: 'nav.distributionSettings', permission: 'distribution.read' },
    ],
  },
  {
    title: 'nav.members',
    icon: UsergroupIcon,
    entries: [{ to: '/members', title: 'nav.members', permission: 'members.read' }],
  },
  {
    title: 'nav.books',
    icon: BookOpenIcon,
    entries: [
      { to: '/books', title: 'nav.books', permission: 'books.read' },
      { to: '/finance', title: 'nav.finance', permission: 'books.read' },
    ],
  },
  {
    title: 'nav.settings',
    icon: SettingIcon,
    entries: [
      { to: '/settings', title: 'nav.shopSettings', permission: 'settings.read' },
      { to: '/freight', title: 'nav.freight', permission: 'settings.read' },
      { to: '/staff', title: 'nav.staff', permission: 'staff.write' },
      { to: '/system', title: 'nav.system', permission: 'system.read', badge: 'deadJobs' },
    ],
  },
]
