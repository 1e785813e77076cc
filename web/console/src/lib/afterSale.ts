import type { ConsoleRefund } from '@/api/types'
import type { MessageKey } from '@/locales'

type State = ConsoleRefund['state']
type Kind = ConsoleRefund['kind']

/** What waits for the shop first, then what waits for others, then what is over. */
export const REFUND_STATES = [
  'requested',
  'returning',
  'returned',
  'exchanging',
  'accepted',
  'abnormal',
  'succeeded',
  'exchanged',
  'rejected',
  'withdrawn',
  'closed',
] as const satisfies State[]

export const REFUND_KINDS = [
  'refund_only',
  'return_and_refund',
  'exchange',
  'price_protection',
  'returned_payment',
] as const satisfies Kind[]

export type RefundAct = 'accept' | 'reject' | 'arrived' | 'replace' | 'settle'

const ACTS: Partial<Record<State, RefundAct[]>> = {
  requested: ['reject', 'accept'],
  returning: ['arrived'],
  returned: ['reject', 'arrived'],
  exchanging: ['replace'],
  abnormal: ['settle'],
}

/** What staff can do in a state; the last is what usually comes next. */
export function actsIn(state: State): RefundAct[] {
  return ACTS[state] ?? []
}

/** Everything but an exchange gives money back. */
export function givesMoney(kind: Kind): boolean {
  return kind !== 'exchange'
}

export function wantsGoods(kind: Kind): boolean {
  return kind === 'return_and_refund' || kind === 'exchange'
}

/** Whose turn it is, and what follows by itself when the time passes. */
export function nextStep(
  refund: Pick<ConsoleRefund, 'state' | 'kind' | 'dueAt'>,
): { text: MessageKey; mine: boolean } | null {
  const { state, kind, dueAt } = refund
  switch (state) {
    case 'requested':
      if (!dueAt) return { text: 'refunds.next.requested', mine: true }
      return {
        text: wantsGoods(kind) ? 'refunds.next.requestedGoodsUntil' : 'refunds.next.requestedUntil',
        mine: true,
      }
    case 'returning':
      return { text: dueAt ? 'refunds.next.returningUntil' : 'refunds.next.returning', mine: false }
    case 'returned':
      if (!dueAt) return { text: 'refunds.next.returned', mine: true }
      return {
        text: kind === 'exchange' ? 'refunds.next.returnedExchangeUntil' : 'refunds.next.returnedUntil',
        mine: true,
      }
    case 'exchanging':
      return { text: 'refunds.next.exchanging', mine: true }
    case 'abnormal':
      return { text: 'refunds.next.abnormal', mine: true }
    case 'accepted':
      return { text: 'refunds.next.accepted', mine: false }
    default:
      return null
  }
}

/** What an agreed amount is sent as: nothing when it is all that was asked for, or when no money moves. */
export function agreedAmount(
  refund: Pick<ConsoleRefund, 'kind' | 'amountFen'>,
  fen: number | null,
): number | null {
  return givesMoney(refund.kind) && fen !== refund.amountFen ? fen : null
}

export function isAmountFine(refund: Pick<ConsoleRefund, 'kind' | 'amountFen'>, fen: number | null): boolean {
  if (!givesMoney(refund.kind)) return true
  // What cost nothing can only come back for nothing.
  return fen !== null && fen <= refund.amountFen && (fen > 0 || refund.amountFen === 0)
}

const TALK_MS = 30 * 86_400_000

/** Both sides may still talk for a while after the end. */
export function canTalk(refund: Pick<ConsoleRefund, 'finishedAt'>, now: number): boolean {
  return !refund.finishedAt || Date.parse(refund.finishedAt) + TALK_MS > now
}
