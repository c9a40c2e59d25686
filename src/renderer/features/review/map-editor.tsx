import { useEffect, useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { reviewText as text } from '#renderer/app/messages/en/review.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { ChangePreview } from '#renderer/features/decisions/change-preview.tsx';
import { undoAct } from '#renderer/features/decisions/undo-act.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, type DeskFault } from '#renderer/state/desk-fault.ts';
import { toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorNote, Note } from '#renderer/ui/error-note.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { PlainTable } from '#renderer/ui/plain-table.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { CONVERSION_STATUSES } from '#shared/domain/status.ts';
import type {
  ChangePreview as Change,
  StatusMapChange,
  StatusMapValue,
  StatusMapView,
} from '#shared/ipc/decisions.ts';

const COLUMNS = [
  { title: text.mapResultColumn },
  { title: text.mapCount, end: true },
  { title: text.mapStandard },
  { title: text.mapMeans },
] as const;
const USUAL = 'usual';
const PREVIEW_AFTER_MS = 250;

/** The values of a map, each with its meaning; what was changed is shown with its consequence and then applied. */
export function MapEditor(props: {
  readonly map: StatusMapView;
  /** The value a person came for. */
  readonly wanted: string | null;
  readonly onChanged: () => void;
}) {
  const { map, wanted, onChanged } = props;
  const { networkId } = map;
  const [changes, setChanges] = useState<readonly StatusMapChange[]>([]);
  const [rare, setRare] = useState(false);
  const change = (value: StatusMapValue, chosen: string): void => {
    const status = CONVERSION_STATUSES.find((one) => one === chosen) ?? null;
    const others = changes.filter(({ result }) => result !== value.result);
    setChanges(chosen === choiceOf(value) ? others : [...others, { result: value.result, status }]);
  };
  const shown = map.values.filter(
    ({ result, count, status, standard }) => rare || count > 0 || status !== standard || result === wanted,
  );
  return (
    <>
      {map.running && (
        <Note>{text.mapRunning(countText(map.running.changed), countText(map.running.total))}</Note>
      )}
      <Section title={text.mapValues}>
        <PlainTable label={text.mapValues} columns={COLUMNS}>
          {shown.map((value) => (
            <tr key={value.result} className={value.result === wanted ? 'review-map-wanted' : undefined}>
              <td>
                <span className="mono wrap-anywhere">{value.spellings[0] ?? value.result}</span>{' '}
                {value.status === null && <Tag tone="wait">{text.mapUnknown}</Tag>}
              </td>
              <td className="table-number number">
                {value.count === 0 ? uiText.none : <RowsLink networkId={networkId} value={value} />}
                {value.decided > 0 && (
                  <span className="faint"> {text.ofThemDecided(countText(value.decided))}</span>
                )}
              </td>
              <td className="muted">
                {value.standard === null ? uiText.none : uiText.status[value.standard]}
              </td>
              <td>
                <Meaning
                  value={value}
                  chosen={changes.find(({ result }) => result === value.result)}
                  onChoose={(chosen) => change(value, chosen)}
                />
              </td>
            </tr>
          ))}
        </PlainTable>
        <Button size="small" kind="quiet" onClick={() => setRare(!rare)}>
          {rare ? text.hideRare : text.showRare}
        </Button>
      </Section>
      {changes.length > 0 && (
        <ApplyChanges
          networkId={networkId}
          changes={changes}
          onDiscard={() => setChanges([])}
          onApplied={() => {
            setChanges([]);
            onChanged();
          }}
          onUndone={onChanged}
        />
      )}
    </>
  );
}

function RowsLink({ networkId, value }: { readonly networkId: number; readonly value: StatusMapValue }) {
  const search = new URLSearchParams({ network: String(networkId) });
  if (value.status === null) search.set('unknown', '1');
  else search.set('status', value.status);
  return <a href={hashHref(`/conversions?${search.toString()}`)}>{countText(value.count)}</a>;
}

function choiceOf({ status, standard }: StatusMapValue): string {
  return status === null || status === standard ? USUAL : status;
}

function Meaning(props: {
  readonly value: StatusMapValue;
  readonly chosen: StatusMapChange | undefined;
  readonly onChoose: (chosen: string) => void;
}) {
  const { value, chosen, onChoose } = props;
  const { standard } = value;
  const now = chosen ? (chosen.status ?? USUAL) : choiceOf(value);
  return (
    <select
      className="input review-meaning"
      aria-label={text.meaningOf(value.spellings[0] ?? value.result)}
      value={now}
      data-changed={chosen !== undefined}
      onChange={(event) => onChoose(event.currentTarget.value)}
    >
      <option value={USUAL}>
        {standard === null ? text.mapNotMapped : text.mapAsUsual(uiText.status[standard])}
      </option>
      {CONVERSION_STATUSES.filter((status) => status !== standard).map((status) => (
        <option key={status} value={status}>
          {uiText.status[status]}
        </option>
      ))}
    </select>
  );
}

function ApplyChanges(props: {
  readonly networkId: number;
  readonly changes: readonly StatusMapChange[];
  readonly onDiscard: () => void;
  readonly onApplied: () => void;
  readonly onUndone: () => void;
}) {
  const { networkId, changes, onDiscard, onApplied, onUndone } = props;
  const [preview, setPreview] = useState<Change | null>(null);
  const [fault, setFault] = useState<DeskFault | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    let current = true;
    setPreview(null);
    const timer = setTimeout(() => {
      ask('statusMaps.preview', { networkId, changes: [...changes] }).then(
        (found) => current && setPreview(found),
        (thrown: unknown) => current && setFault(asDeskFault(thrown)),
      );
    }, PREVIEW_AFTER_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [networkId, changes]);
  const apply = async (): Promise<void> => {
    setTried(true);
    if (reason.trim() === '') return;
    setBusy(true);
    setFault(null);
    try {
      const act = await ask('statusMaps.change', { networkId, changes: [...changes], reason });
      toast(text.mapDone(countText(act.changed)), {
        label: text.undo,
        run: () => void undoAct(act.id, onUndone),
      });
      onApplied();
    } catch (thrown) {
      setFault(asDeskFault(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="review-map-apply" aria-label={text.mapChanges(changes.length)}>
      <p className="strong">{text.mapChanges(changes.length)}</p>
      <ChangePreview preview={preview} />
      {fault && <ErrorNote fault={fault} />}
      <TextInput
        label={text.mapReason}
        value={reason}
        maxLength={400}
        error={tried && reason.trim() === '' ? text.reasonMissing : null}
        onValue={setReason}
      />
      <div className="decide-bar">
        <Button kind="primary" disabled={busy || preview === null} onClick={() => void apply()}>
          {preview && preview.changed > 0 ? text.mapApply(countText(preview.changed)) : text.mapApplyNone}
        </Button>
        <Button disabled={busy} onClick={onDiscard}>
          {text.mapReset}
        </Button>
      </div>
    </section>
  );
}
