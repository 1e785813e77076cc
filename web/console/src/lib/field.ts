import type { Directive } from 'vue'

/**
 * Attributes of the field inside one of TDesign's components, which hand nothing on to it: `v-field="{ 'aria-label': … }"`. For fields
 * outside of a FormRow, which names those inside it.
 */
export const vField: Directive<HTMLElement, Record<string, string>> = { mounted: pass, updated: pass }

function pass(root: HTMLElement, { value }: { value: Record<string, string> }): void {
  const field = root.matches('input, textarea') ? root : root.querySelector('input, textarea')
  for (const [name, text] of Object.entries(value)) if (text) field?.setAttribute(name, text)
}
