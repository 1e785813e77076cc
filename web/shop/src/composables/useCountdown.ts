import { computed, onBeforeUnmount, onMounted, ref } from 'vue'
import { instant, timeLeft } from '@/lib/time'
import { useConfig } from '@/stores/config'

// One ticker for every countdown on screen, so that they turn over together and cost one timer.
const localNow = ref(Date.now())
let watchers = 0
let timer: ReturnType<typeof setInterval> | undefined

function tick(): void {
  localNow.value = Date.now()
}

/** The server's present, ticking each second while something on screen watches it. */
export function useServerNow() {
  const config = useConfig()
  onMounted(() => {
    tick()
    if (watchers++ === 0) timer = setInterval(tick, 1000)
  })
  onBeforeUnmount(() => {
    if (--watchers === 0) clearInterval(timer)
  })
  return computed(() => localNow.value + config.clockOffsetMs)
}

export function useCountdown(until: () => string | null | undefined) {
  const now = useServerNow()
  return computed(() => {
    const deadline = until()
    return deadline ? timeLeft(instant(deadline), now.value) : null
  })
}
