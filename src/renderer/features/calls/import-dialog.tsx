import { useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { callsText as text } from '#renderer/app/messages/en/calls.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { ConfirmDialog } from '#renderer/ui/dialog.tsx';
import { ErrorNote, Note } from '#renderer/ui/error-note.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import '#renderer/ui/plain-table.css';
import { Select } from '#renderer/ui/select.tsx';
import { fieldColumn, fieldOfColumn } from '#shared/domain/call-columns.ts';
import type { ImportFact, ImportPreview } from '#shared/ipc/calls.ts';
import type { ImportFile } from './use-import.ts';

const FACTS: readonly ImportFact[] = [
  'started_at',
  'number',
  'caller_number',
  'status',
  'talk_seconds',
  'order',
  'keywords',
  'campaign_id',
  'session_id',
  'call_id',
];
const FAULTS_SHOWN = 20;
const SKIP = 'skip';

/** Says what a file's columns are, shows what importing it would do, and imports it. */
export function ImportDialog({ file, onClose }: { readonly file: ImportFile; readonly onClose: () => void }) {
  const zoneOfDesk = useTimeZone();
  const accounts = useRequest('calls.accounts', {}).data;
  const [account, setAccount] = useState<string | null>(null);
  const [campaignId, setCampaignId] = useState('');
  const [zone, setZone] = useState(zoneOfDesk);
  const [mapping, setMapping] = useState(file.mapping);
  const [busy, setBusy] = useState(false);
  const networkId = Number(account ?? accounts?.[0]?.id ?? 0);
  const options = { networkId, campaignId, mapping, zone };
  const preview = useRequest('calls.previewImport', networkId > 0 ? { ticket: file.ticket, options } : null);
  const run = async (): Promise<void> => {
    setBusy(true);
    try {
      const { added, updated, skipped } = await ask('calls.import', { ticket: file.ticket, options });
      toast(text.importDone(countText(added), countText(updated), countText(skipped)));
      onClose();
    } catch (thrown) {
      setBusy(false);
      reportFault(thrown);
    }
  };
  const ready = preview.fault ? 0 : (preview.data?.ready ?? 0);
  return (
    <ConfirmDialog
      wide
      title={text.importTitle(file.fileName)}
      confirm={busy ? text.importing : text.importRun(ready, countText(ready))}
      ready={!busy && ready > 0 && !preview.loading}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      {accounts?.length === 0 && <Note>{text.importNoAccount}</Note>}
      <div className="import-options">
        {accounts && accounts.length > 0 && (
          <Select
            label={text.importAccount}
            value={String(networkId)}
            options={accounts.map(({ id, name }) => ({ value: String(id), label: name }))}
            onValue={setAccount}
          />
        )}
        <TextInput
          label={text.importCampaign}
          hint={text.importCampaignHint}
          value={campaignId}
          maxLength={64}
          mono
          onValue={setCampaignId}
        />
        <TextInput label={text.importZone} value={zone} onValue={setZone} />
      </div>
      <section aria-label={text.importMapping}>
        <h3 className="section-title">{text.importMapping}</h3>
        <p className="muted">{text.importMappingHint}</p>
        <div className="call-import-mapping">
          {file.head
            .filter((name) => name !== '')
            .map((name) => (
              <Select
                key={name}
                row
                label={<span className="mono wrap-anywhere">{name}</span>}
                value={mapping[name] || SKIP}
                options={targetsOf(name, file.mapping[name] ?? '')}
                onValue={(target) => setMapping({ ...mapping, [name]: target === SKIP ? '' : target })}
              />
            ))}
        </div>
      </section>
      {preview.fault && <ErrorNote fault={preview.fault} />}
      {preview.data && !preview.fault && <Outlook preview={preview.data} head={file.head} />}
    </ConfirmDialog>
  );
}

function targetsOf(name: string, guessed: string) {
  const field =
    fieldOfColumn(guessed) ??
    name
      .trim()
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '');
  return [
    ...FACTS.map((fact): { value: string; label: string } => ({ value: fact, label: text.importFact[fact] })),
    ...(field === '' ? [] : [{ value: fieldColumn(field), label: text.importField(field) }]),
    { value: SKIP, label: text.importSkip },
  ];
}

function Outlook({ preview, head }: { readonly preview: ImportPreview; readonly head: readonly string[] }) {
  const { faults, faultsInAll, sample } = preview;
  const shown = faults.slice(0, FAULTS_SHOWN);
  const faulty = (line: number, column: string): boolean =>
    faults.some((fault) => fault.line === line && fault.column === column);
  return (
    <>
      <div role="status">
        <p>
          <b>{text.importReady(countText(preview.ready), countText(preview.rows))}</b>{' '}
          {preview.known > 0 && text.importKnown(countText(preview.known))}
        </p>
        {faultsInAll > 0 && <p>{text.importFaults(countText(faultsInAll))}</p>}
      </div>
      {shown.length > 0 && (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{text.importLine}</th>
              <th scope="col">{text.importFaultColumn}</th>
              <th scope="col">{text.importProblem}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((fault) => (
              <tr key={`${fault.line} ${fault.column}`}>
                <td className="number">{fault.line}</td>
                <td className="mono nowrap">{fault.column}</td>
                <td>{fault.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {faultsInAll > shown.length && (
        <p className="muted">{text.importMoreFaults(countText(faultsInAll - shown.length))}</p>
      )}
      <div>
        <h3 className="section-title">{text.importSample}</h3>
        <div className="import-sample" tabIndex={0} role="region" aria-label={text.importSample}>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{text.importLine}</th>
                {head.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sample.map(({ line, cells }) => (
                <tr key={line}>
                  <td className="number">{line}</td>
                  {head.map((name, place) => (
                    <td key={name} className={faulty(line, name) ? 'nowrap call-import-fault' : 'nowrap'}>
                      {(cells[place] ?? '').slice(0, 60)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </>
  );
}
