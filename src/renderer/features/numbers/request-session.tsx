import { type SyntheticEvent, useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { goTo, hashHref } from '#renderer/app/hash-location.ts';
import { numbersText as text } from '#renderer/app/messages/en/numbers.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, type DeskFault } from '#renderer/state/desk-fault.ts';
import { toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { BackLink } from '#renderer/ui/back-link.tsx';
import { Button, buttonClass } from '#renderer/ui/button.tsx';
import { Combobox } from '#renderer/ui/combobox.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { codeViolations, SESSION_LIMITS } from '#shared/domain/session-limits.ts';
import { InformationFields } from './information-fields.tsx';
import { EMPTY_INFORMATION, faultsOf, informationOf, withNewRow } from './information-form.ts';

const HOLDS = ['default', '1800', '3600', '14400', '86400', '259200', 'other'] as const;
type Hold = (typeof HOLDS)[number];

/** The form that asks an SPC account for a number. */
export function RequestSession() {
  const accounts = useRequest('spc.list', {});
  const [networkId, setNetworkId] = useState<number | null>(null);
  const known = useRequest('sessions.campaigns', {}).data ?? [];
  const [campaign, setCampaign] = useState('');
  const [reference, setReference] = useState('');
  const [hold, setHold] = useState<Hold>('default');
  const [seconds, setSeconds] = useState('');
  const [form, setForm] = useState(() => withNewRow(EMPTY_INFORMATION));
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<DeskFault>();
  const account = accounts.data?.find(({ id }) => id === networkId) ?? accounts.data?.[0];
  const ttl = ttlOf(hold, seconds);
  const campaignFault = campaign === '' ? null : codeFault(campaign);
  const ready =
    account && campaign.trim() !== '' && campaignFault === null && ttl !== 'wrong' && !faultsOf(form).any;

  const request = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (!ready || busy) return;
    setBusy(true);
    setFault(undefined);
    try {
      const { row, fresh } = await ask('sessions.request', {
        networkId: account.id,
        campaignId: campaign.trim(),
        reference: reference.trim(),
        ttlSeconds: ttl,
        information: {
          keywords: [...informationOf(form).keywords],
          fields: { ...informationOf(form).fields },
        },
      });
      toast(fresh ? text.requestQueued : text.requestKnown);
      goTo(`/numbers?open=${row.id}`);
    } catch (thrown) {
      setFault(asDeskFault(thrown));
      setBusy(false);
    }
  };
  return (
    <div className="page numbers">
      <PageHeader title={text.requestTitle} actions={<BackLink to="/numbers" label={text.leaveForm} />} />
      <div className="page-scroll">
        {accounts.fault && <ErrorNote fault={accounts.fault} onRetry={accounts.reload} />}
        {accounts.data?.length === 0 && (
          <EmptyState
            title={text.noAccounts}
            actions={
              <a className={buttonClass()} href={hashHref('/settings/networks')}>
                {text.toSettings}
              </a>
            }
          >
            {text.noAccountText}
          </EmptyState>
        )}
        {account && (
          <form
            className="numbers-form numbers-page-form"
            onSubmit={(event) => void request(event)}
            noValidate
          >
            <p className="muted">{text.requestLead}</p>
            {fault && <ErrorNote fault={fault} />}
            <div className="numbers-pair">
              <Select
                label={text.accountField}
                value={String(account.id)}
                options={(accounts.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
                onValue={(id) => setNetworkId(Number(id))}
              />
              <Combobox
                label={text.campaignField}
                hint={text.campaignHint}
                error={campaignFault}
                options={known
                  .filter((one) => one.networkId === account.id)
                  .map(({ campaignId, active }) => ({
                    value: campaignId,
                    label: campaignId,
                    detail: text.campaignActive(countText(active)),
                  }))}
                value={campaign}
                onValue={setCampaign}
              />
            </div>
            <div className="numbers-pair">
              <TextInput
                label={text.referenceField}
                hint={text.referenceHint}
                value={reference}
                maxLength={500}
                onValue={setReference}
              />
              <div className="numbers-hold">
                <Select
                  label={text.ttlField}
                  value={hold}
                  options={HOLDS.map((value) => ({ value, label: text.ttlOptions[value] }))}
                  onValue={setHold}
                />
                {hold === 'other' && (
                  <TextInput
                    label={text.ttlSeconds}
                    inputMode="numeric"
                    error={seconds !== '' && ttl === 'wrong' ? text.wrongSeconds : null}
                    value={seconds}
                    onValue={setSeconds}
                  />
                )}
              </div>
            </div>
            <InformationFields form={form} onForm={setForm} />
            <p>
              <Button kind="primary" type="submit" disabled={!ready || busy}>
                {text.requestSend}
              </Button>
            </p>
          </form>
        )}
      </div>
    </div>
  );
}

function ttlOf(hold: Hold, typed: string): number | null | 'wrong' {
  if (hold === 'default') return null;
  if (hold !== 'other') return Number(hold);
  const seconds = Number(typed);
  const { ttlSecondsLeast: least, ttlSecondsMost: most } = SESSION_LIMITS;
  return /^\d+$/.test(typed.trim()) && seconds >= least && seconds <= most ? seconds : 'wrong';
}

function codeFault(campaign: string): string | null {
  return codeViolations('campaignId', 'The campaign', campaign)[0]?.message ?? null;
}
