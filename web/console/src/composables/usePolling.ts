import { onBeforeUnmount, onMounted } from 'vue'

/** Does something again and again while the page is shown and looked at. */
export function usePolling(action: () => void, seconds: number): void {
  let timer: ReturnType<typeof setInterval> | undefined
  onMounted(() => {
    timer = setInterval(() => {
      if (!document.hidden) action()
    }, seconds * 1000)
  })
  onBeforeUnmount(() => clearInterval(timer))
}
