import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { router } from './app/router'
import { registerTDesign } from './app/tdesign'
import { savedLocale, switchLocale } from './locales'
import { useOverview } from './stores/overview'
import { useSession } from './stores/session'
import './styles/tokens.css'
import './styles/base.css'

await switchLocale(savedLocale())

const app = createApp(App)
app.use(createPinia())
registerTDesign(app)

useSession().bind(() => {
  useOverview().clear()
  const here = router.currentRoute.value
  if (here.meta.anonymous) return
  void router.replace({ path: '/login', query: { next: here.fullPath, expired: '1' } })
})

app.use(router)
app.mount('#app')
