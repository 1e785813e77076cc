import { computed, ref } from 'vue'
import { call } from '@/api/client'
import type { CampaignKindMeta, ConsoleCampaign } from '@/api/types'
import { check, trimmed, withDefaults, type Config, type Fault } from '@/lib/metaForm'
import { addDays, fromPicker, toPicker } from '@/lib/time'
import { t } from '@/locales'

const DEFAULT_DAYS = 7

/** A campaign while it is edited: name and window, and the config its kind's metadata asks for. */
export function useCampaignForm() {
  const meta = ref<CampaignKindMeta | null>(null)
  const campaign = ref<ConsoleCampaign | null>(null)
  const name = ref('')
  const startsAt = ref('')
  const endsAt = ref('')
  const config = ref<Config>({})
  const shown = ref(false)
  const stored = ref('')

  const snapshot = computed(() => JSON.stringify([name.value, startsAt.value, endsAt.value, config.value]))
  const dirty = computed(() => meta.value !== null && snapshot.value !== stored.value)

  const allFaults = computed(() => check(meta.value?.fields ?? [], config.value))
  const faults = computed<Map<string, Fault>>(() => (shown.value ? allFaults.value : new Map()))
  const nameError = computed(() => (name.value.trim() ? '' : t('campaigns.needName')))
  const windowError = computed(() => {
    if (!startsAt.value || !endsAt.value) return t('campaigns.needWindow')
    return endsAt.value > startsAt.value ? '' : t('campaigns.badWindow')
  })
  const errorCount = computed(
    () => allFaults.value.size + (nameError.value ? 1 : 0) + (windowError.value ? 1 : 0),
  )

  function begin(kind: CampaignKindMeta, existing: ConsoleCampaign | null, now: string): void {
    meta.value = kind
    campaign.value = existing
    name.value = existing?.name ?? ''
    startsAt.value = toPicker(existing?.startsAt ?? now)
    endsAt.value = toPicker(existing?.endsAt ?? addDays(now, DEFAULT_DAYS))
    config.value = withDefaults(kind.fields, existing?.config, kind.defaults)
    stored.value = snapshot.value
  }

  async function save(key: string): Promise<ConsoleCampaign> {
    const body = {
      kind: meta.value?.kind ?? '',
      name: name.value.trim(),
      startsAt: fromPicker(startsAt.value),
      endsAt: fromPicker(endsAt.value),
      config: trimmed(meta.value?.fields ?? [], config.value),
    }
    const saved = campaign.value
      ? await call('put', '/campaigns/{id}', { path: { id: campaign.value.id }, body })
      : await call('post', '/campaigns', { body, key })
    campaign.value = saved
    stored.value = snapshot.value
    return saved
  }

  return {
    meta,
    campaign,
    name,
    startsAt,
    endsAt,
    config,
    shown,
    dirty,
    faults,
    nameError,
    windowError,
    errorCount,
    begin,
    save,
  }
}
