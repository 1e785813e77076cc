import type { Refund, RefundBody, RefundCard, RefundOption } from '@/api/types'
import type { TextKey } from '@/locales/t'
import { fenFrom } from './money'
import { instant } from './time'

/** What a shopper can ask for: money that came twice goes back by itself. */
export type AskKind = Exclude<RefundBody['kind'], 'returned_payment'>

const asked: AskKind[] = ['refund_only', 'return_and_refund', 'exchange', 'price_protection']

/** The kinds on offer, in the order in which they are shown. */
export function kindsOf(offered: RefundBody['kind'][]): AskKind[] {
  return asked.filter((kind) => offered.includes(kind))
}

/** Whether this kind can be asked for these goods; whether another after-sale is under way is another question. */
export function suits(kind: AskKind, option: RefundOption): boolean {
  switch (kind) {
    case 'refund_only':
      return option.amountFen > 0
    case 'price_protection':
      return option.priceDropFen > 0
    case 'return_and_refund':
    case 'exchange':
      return option.pieces > 0
  }
}

/** A fallen price needs no pictures: the shop knows it. */
export function showsEvidence(kind: AskKind): boolean {
  return kind !== 'price_protection'
}

interface PaidLine {
  quantity: number
  payableFen: number
}

/**
 * What some pieces are worth, as the server counts it: after q of n pieces floor(q × paid / n) has gone, and what went before is
 * taken off, so that parts never add up to more than the whole.
 */
export function shareOf(line: PaidLine, option: RefundOption, pieces: number): number {
  const gone = line.quantity - option.pieces + pieces
  const standing = Math.floor((line.payableFen * gone) / line.quantity) - (line.payableFen - option.amountFen)
  return Math.max(0, Math.min(standing, option.amountFen))
}

/** What a shopper wants of one line. */
export interface LineWish {
  pieces: number
  /** Yuan as typed; null: the share of the pieces. */
  yuan: string | null
}

/** The amount that is asked for one line; null when what was typed is no amount that can be asked for. */
export function amountOf(kind: AskKind, line: PaidLine, option: RefundOption, wish: LineWish): number | null {
  if (kind === 'exchange') return 0
  if (kind === 'price_protection') return option.priceDropFen
  const share = shareOf(line, option, wish.pieces)
  if (kind === 'return_and_refund' || wish.yuan === null) return share
  const typed = fenFrom(wish.yuan)
  return typed !== null && typed > 0 && typed <= share ? typed : null
}

/** Less than the pieces are worth is a part of the money, and the goods stay with whoever has them. */
export function isPart(kind: AskKind, line: PaidLine, option: RefundOption, wish: LineWish): boolean {
  const amount = amountOf(kind, line, option, wish)
  return kind === 'refund_only' && amount !== null && amount < shareOf(line, option, wish.pieces)
}

/** One line as it is sent. */
export function lineOf(
  kind: AskKind,
  line: PaidLine & { id: string },
  option: RefundOption,
  wish: LineWish,
): RefundBody['lines'][number] {
  if (kind === 'price_protection') return { lineId: line.id, quantity: 0, amountFen: null }
  if (isPart(kind, line, option, wish))
    return { lineId: line.id, quantity: 0, amountFen: amountOf(kind, line, option, wish) }
  return { lineId: line.id, quantity: wish.pieces, amountFen: null }
}

type Step = 'asked' | 'agreed' | 'sent' | 'arrived' | 'paid' | 'replaced'
const stepsWithGoods: Partial<Record<RefundCard['state'], number>> = {
  requested: 0,
  returning: 1,
  returned: 2,
  exchanging: 3,
  accepted: 3,
  abnormal: 3,
  succeeded: 4,
  exchanged: 4,
}
const stepsOfMoney: Partial<Record<RefundCard['state'], number>> = {
  requested: 0,
  accepted: 1,
  abnormal: 1,
  succeeded: 2,
}

/** The way an after-sale goes, and how far it has come; nothing when it ended on the way. */
export function progressOf(
  refund: Pick<RefundCard, 'kind' | 'state' | 'returnTo'>,
): { steps: Step[]; reached: number } | null {
  const { kind, state } = refund
  // A shop may give the money back and let the buyer keep the goods.
  const isPaidWithoutGoods = !refund.returnTo && ['accepted', 'abnormal', 'succeeded'].includes(state)
  const hasGoods = kind === 'exchange' || (kind === 'return_and_refund' && !isPaidWithoutGoods)
  const reached = (hasGoods ? stepsWithGoods : stepsOfMoney)[state]
  if (reached === undefined) return null
  return {
    steps: hasGoods
      ? ['asked', 'agreed', 'sent', 'arrived', kind === 'exchange' ? 'replaced' : 'paid']
      : ['asked', 'agreed', 'paid'],
    reached,
  }
}

/** Who has to act and what follows when the time passes. */
export function hintOf(refund: Pick<Refund, 'kind' | 'state' | 'dueAt' | 'entries'>): TextKey {
  const { kind, state } = refund
  if (state === 'succeeded' && refund.entries.some((entry) => entry.step === 'settled_elsewhere'))
    return 'refund.hints.settled'
  if (!refund.dueAt) return `refund.hints.${state}`
  switch (state) {
    case 'requested':
      return kind === 'return_and_refund' || kind === 'exchange'
        ? 'refund.hints.requestedUntil'
        : 'refund.hints.requestedUntilPaid'
    case 'returning':
      return 'refund.hints.returningUntil'
    case 'returned':
      return kind === 'return_and_refund' ? 'refund.hints.returnedUntilPaid' : 'refund.hints.returnedUntil'
    default:
      return `refund.hints.${state}`
  }
}

const talkMs = 30 * 86_400_000

/** Both sides may still talk for a while after the end. */
export function canTalk(refund: Pick<RefundCard, 'finishedAt'>, nowMs: number): boolean {
  return !refund.finishedAt || instant(refund.finishedAt) + talkMs > nowMs
}

/** It came to nothing, so the shopper may want to ask again. */
export function cameToNothing(state: RefundCard['state']): boolean {
  return state === 'rejected' || state === 'withdrawn' || state === 'closed'
}

/** Nothing is left to wait for. */
export function isOver(state: RefundCard['state']): boolean {
  return cameToNothing(state) || state === 'succeeded' || state === 'exchanged'
}
