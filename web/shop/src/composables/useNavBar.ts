interface NavBar {
  /** Height of the phone's own status line, px. */
  statusPx: number
  /** Height of the bar below it, px. */
  barPx: number
  /** Room the mini-program's capsule takes on the right, px. */
  capsulePx: number
}

let known: NavBar | undefined

/** Where a page that draws its own navigation bar may draw. */
export function useNavBar(): NavBar {
  if (known) return known
  // #ifdef MP-WEIXIN
  const window = uni.getWindowInfo()
  const capsule = uni.getMenuButtonBoundingClientRect()
  const status = window.statusBarHeight ?? 20
  known = {
    statusPx: status,
    barPx: (capsule.top - status) * 2 + capsule.height,
    capsulePx: window.windowWidth - capsule.left,
  }
  // #endif
  // #ifndef MP-WEIXIN
  known = { statusPx: 0, barPx: 48, capsulePx: 0 }
  // #endif
  return known!
}
