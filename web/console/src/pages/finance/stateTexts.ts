import { t } from '@/locales'

/** States of payments and refunds, on both sides; the server sends their codes. */
export default function stateTexts(): Record<string, string> {
  return {
    applied: t('finance.state_applied'),
    returned: t('finance.state_returned'),
    succeeded: t('finance.state_succeeded'),
    processing: t('finance.state_processing'),
    accepted: t('finance.state_processing'),
    failed: t('finance.state_failed'),
    closed: t('finance.state_closed'),
    abnormal: t('finance.state_abnormal'),
    revoked: t('finance.state_revoked'),
  }
}
