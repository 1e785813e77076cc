import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { locale, t, type MessageKey } from '@/locales'
import { Problem } from '@/api/problem'
import { useSession, type Permission } from '@/stores/session'
import { watch } from 'vue'
import { menu } from './menu'

declare module 'vue-router' {
  interface RouteMeta {
    title?: MessageKey
    permission?: Permission
    /** The menu entry that stays marked while this page is open. */
    under?: string
    anonymous?: boolean
  }
}

const pages: RouteRecordRaw[] = [
  {
    path: 'overview',
    component: () => import('@/pages/overview/OverviewPage.vue'),
    meta: { title: 'nav.overview', permission: 'overview.read' },
  },
  {
    path: 'products',
    component: () => import('@/pages/products/ProductsPage.vue'),
    meta: { title: 'products.title', permission: 'products.read' },
  },
  {
    path: 'products/new',
    component: () => import('@/pages/products/ProductPage.vue'),
    meta: { title: 'products.createTitle', permission: 'products.write', under: '/products' },
  },
  {
    path: 'products/import',
    component: () => import('@/pages/products/ImportPage.vue'),
    meta: { title: 'imports.title', permission: 'products.write', under: '/products' },
  },
  {
    path: 'products/:id',
    component: () => import('@/pages/products/ProductPage.vue'),
    meta: { title: 'products.editTitle', permission: 'products.read', under: '/products' },
  },
  {
    path: 'categories',
    component: () => import('@/pages/products/CategoriesPage.vue'),
    meta: { title: 'categories.title', permission: 'products.read' },
  },
  {
    path: 'brands',
    component: () => import('@/pages/products/BrandsPage.vue'),
    meta: { title: 'brands.title', permission: 'products.read' },
  },
  {
    path: 'goods-groups',
    component: () => import('@/pages/products/GroupsPage.vue'),
    meta: { title: 'groups.title', permission: 'products.read' },
  },
  {
    path: 'courses',
    component: () => import('@/pages/courses/CoursesPage.vue'),
    meta: { title: 'courses.title', permission: 'products.read' },
  },
  {
    path: 'courses/new',
    component: () => import('@/pages/courses/CoursePage.vue'),
    meta: { title: 'courses.createTitle', permission: 'products.write', under: '/courses' },
  },
  {
    path: 'courses/:id',
    component: () => import('@/pages/courses/CoursePage.vue'),
    meta: { title: 'courses.editTitle', permission: 'products.read', under: '/courses' },
  },
  {
    path: 'orders',
    component: () => import('@/pages/orders/OrdersPage.vue'),
    meta: { title: 'orders.title', permission: 'orders.read' },
  },
  {
    path: 'orders/shipping',
    component: () => import('@/pages/orders/shipping/BatchShipPage.vue'),
    meta: { title: 'orderDesk.batchTitle', permission: 'orders.ship', under: '/orders' },
  },
  {
    path: 'orders/:id',
    component: () => import('@/pages/orders/OrderPage.vue'),
    meta: { title: 'orders.detailTitle', permission: 'orders.read', under: '/orders' },
  },
  {
    path: 'refunds',
    component: () => import('@/pages/refunds/RefundsPage.vue'),
    meta: { title: 'refunds.title', permission: 'orders.read' },
  },
  {
    path: 'refunds/:id',
    component: () => import('@/pages/refunds/RefundPage.vue'),
    meta: { title: 'refunds.detailTitle', permission: 'orders.read', under: '/refunds' },
  },
  {
    path: 'reviews',
    component: () => import('@/pages/reviews/ReviewsPage.vue'),
    meta: { title: 'reviews.title', permission: 'reviews.read' },
  },
  {
    path: 'stores',
    component: () => import('@/pages/stores/StoresPage.vue'),
    meta: { title: 'stores.title', permission: 'stores.read' },
  },
  {
    path: 'redeem',
    component: () => import('@/pages/stores/RedeemPage.vue'),
    meta: { title: 'redeem.title', permission: 'stores.redeem' },
  },
  {
    path: 'campaigns',
    component: () => import('@/pages/campaigns/CampaignsPage.vue'),
    meta: { title: 'campaigns.title', permission: 'campaigns.read' },
  },
  {
    path: 'campaigns/new/:kind',
    component: () => import('@/pages/campaigns/CampaignEditPage.vue'),
    meta: { title: 'campaigns.create', permission: 'campaigns.write', under: '/campaigns' },
  },
  {
    path: 'campaigns/:id',
    component: () => import('@/pages/campaigns/CampaignPage.vue'),
    meta: { title: 'campaigns.detailTitle', permission: 'campaigns.read', under: '/campaigns' },
  },
  {
    path: 'campaigns/:id/edit',
    component: () => import('@/pages/campaigns/CampaignEditPage.vue'),
    meta: { title: 'campaigns.editTitle', permission: 'campaigns.write', under: '/campaigns' },
  },
  {
    path: 'coupons',
    component: () => import('@/pages/coupons/CouponsPage.vue'),
    meta: { title: 'coupons.title', permission: 'campaigns.read' },
  },
  {
    path: 'price-test',
    component: () => import('@/pages/pricing/PriceTestPage.vue'),
    meta: { title: 'priceTest.title', permission: 'campaigns.read' },
  },
  {
    path: 'distributors',
    component: () => import('@/pages/distribution/DistributorsPage.vue'),
    meta: { title: 'distribution.distributors', permission: 'distribution.read' },
  },
  {
    path: 'commissions',
    component: () => import('@/pages/distribution/CommissionsPage.vue'),
    meta: { title: 'distribution.commissions', permission: 'distribution.read' },
  },
  {
    path: 'distribution-settings',
    component: () => import('@/pages/distribution/DistributionSettingsPage.vue'),
    meta: { title: 'distribution.settings', permission: 'distribution.read' },
  },
  {
    path: 'members',
    component: () => import('@/pages/members/MembersPage.vue'),
    meta: { title: 'members.title', permission: 'members.read' },
  },
  {
    path: 'members/:id',
    component: () => import('@/pages/members/MemberPage.vue'),
    meta: { title: 'members.detailTitle', permission: 'members.read', under: '/members' },
  },
  {
    path: 'books',
    component: () => import('@/pages/books/BooksPage.vue'),
    meta: { title: 'books.title', permission: 'books.read' },
  },
  {
    path: 'books/:key',
    component: () => import('@/pages/books/StatementPage.vue'),
    meta: { title: 'books.statement', permission: 'books.read', under: '/books' },
  },
  {
    path: 'finance',
    component: () => import('@/pages/finance/FinancePage.vue'),
    meta: { title: 'finance.title', permission: 'books.read' },
  },
  {
    path: 'settings',
    component: () => import('@/pages/settings/SettingsPage.vue'),
    meta: { title: 'settings.title', permission: 'settings.read' },
  },
  {
    path: 'freight',
    component: () => import('@/pages/freight/FreightPage.vue'),
    meta: { title: 'freight.title', permission: 'settings.read' },
  },
  {
    path: 'staff',
    component: () => import('@/pages/settings/StaffPage.vue'),
    meta: { title: 'staff.title', permission: 'staff.write' },
  },
  {
    path: 'system',
    component: () => import('@/pages/system/SystemPage.vue'),
    meta: { title: 'system.title', permission: 'system.read' },
  },
]

export const router = createRouter({
  history: createWebHistory(import.meta.env.BASE_URL),
  routes: [
    {
      path: '/login',
      component: () => import('@/pages/login/LoginPage.vue'),
      meta: { title: 'login.title', anonymous: true },
    },
    {
      path: '/print/orders',
      component: () => import('@/pages/orders/print/PrintPage.vue'),
      meta: { title: 'orderDesk.print', permission: 'orders.ship' },
    },
    {
      path: '/',
      component: () => import('@/layout/ConsoleLayout.vue'),
      children: [
        { path: '', redirect: () => firstAllowed() },
        ...pages,
        {
          path: 'forbidden',
          component: () => import('@/pages/system/ForbiddenPage.vue'),
          meta: { title: 'common.forbidden' },
        },
        {
          path: ':rest(.*)*',
          component: () => import('@/pages/system/NotFoundPage.vue'),
          meta: { title: 'common.notFound' },
        },
      ],
    },
  ],
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? undefined : { top: 0 }),
})

function firstAllowed(): string {
  const session = useSession()
  const entry = menu
    .flatMap((section) => section.entries)
    .find((candidate) => session.can(candidate.permission))
  return entry?.to ?? '/forbidden'
}

router.beforeEach(async (to) => {
  const session = useSession()
  if (to.meta.anonymous) return session.token && to.path === '/login' ? '/' : true
  // The start page depends on who is there, and a first visit or a reload does not know that yet.
  const start = to.redirectedFrom?.path === '/'
  const toLogin = { path: '/login', query: start ? {} : { next: to.fullPath } }
  if (!session.token) return toLogin
  try {
    await session.restore()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    session.forget()
    return toLogin
  }
  if (start && to.path !== firstAllowed()) return firstAllowed()
  if (to.meta.permission && !session.can(to.meta.permission)) return '/forbidden'
  return true
})

function showTitle(): void {
  const title = router.currentRoute.value.meta.title
  document.title = title ? `${t(title)} · ${t('nav.product')}` : t('nav.product')
}
router.afterEach(showTitle)
watch(locale, showTitle)
