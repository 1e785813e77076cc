import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  id: string
  impact: string | null
  help: string
  nodes: { target: unknown[]; failureSummary?: string }[]
}

export interface AxeOptions {
  /** Rules that do not apply here; each with its reason where it is passed. */
  without?: string[]
}

/** What axe-core finds wrong on the page, as readable lines; an empty list is a pass. */
export async function accessibilityProblems(page: Page, options: AxeOptions = {}): Promise<string[]> {
  await page.evaluate(source)
  const rules = Object.fromEntries((options.without ?? []).map((id) => [id, { enabled: false }]))
  const violations = await page.evaluate(async (given) => {
    const { axe } = window as unknown as {
      axe: { run: (root: Document, options: object) => Promise<unknown> }
    }
    const result = (await axe.run(document, {
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] },
      rules: given,
    })) as { violations: Violation[] }
    return result.violations
  }, rules)
  return violations.flatMap((violation) =>
    violation.nodes.slice(0, 20).map((node) => {
      const why = node.failureSummary?.split('\n').slice(1, 2).join(' ').trim() ?? ''
      return `${violation.id} (${violation.impact}): ${node.target.join(' ')} — ${why || violation.help}`
    }),
  )
}

/**
 * uni-app's H5 components write markup of their own that no page can change: pictures without alt inside an element that
 * carries the label, labels on elements without a role, scrollers that take no focus, fields whose name cannot be passed inside.
 */
export const UNI_H5_OWN = ['image-alt', 'aria-prohibited-attr', 'scrollable-region-focusable', 'label']
