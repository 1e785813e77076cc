import { Event as EngineEvent, type Element } from 'glass-easel'

const CONTROLS = ['stopPropagation', 'preventDefault', 'markMutated'] as const

/**
 * Listeners of a mini-program get a plain event with its own fields. uni-app relies on that: it replaces a `detail` that
 * is not the event's own, and overwrites `stopPropagation`, which the engine itself still needs for `catch` bindings.
 */
function plainEvent(
  this: EngineEvent<unknown>,
  target: Element,
  mark: Record<string, unknown> | null,
  currentTarget: Element,
): object {
  const event = Object.create(this) as Record<string, unknown>
  const { type, timeStamp, detail, extraFields } = this
  Object.assign(event, { type, timeStamp, detail, ...extraFields, target, mark, currentTarget })
  for (const name of CONTROLS) {
    const control = this[name].bind(this)
    Object.defineProperty(event, name, { get: () => control, set: () => undefined })
  }
  return event
}

Object.assign(EngineEvent.prototype, { wrapShadowedEvent: plainEvent })
