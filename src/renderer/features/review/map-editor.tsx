import { useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { reviewText as text } from '#renderer/app/messages/en/review.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { Button } from '#renderer/ui/button.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { Note } from '#renderer/ui/error-note.tsx';
import { NativeSelect } from '#renderer/ui/native-select.tsx';
import { PlainTable } from '#renderer/ui/plain-table.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { CONVERSION_STATUSES } from '#shared/domain/status.ts';
import type { StatusMapChange, StatusMapValue, StatusMapView } from '#shared/ipc/decisions.ts';
import { ApplyChanges } from './apply-changes.tsx';

const COLUMNS = [
  { title: text.mapResultColumn },
  { title: text.mapCount, end: true },
  { title: text.mapStandard },
  { title: text.mapMeans },
] as const;
const USUAL = 'usual';

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
  const shown = map.values
    .filter(
      ({ result, count, status, standard }) => rare || count > 0 || status !== standard || result === wanted,
    )
    .toSorted((one, other) => rankOf(one, wanted) - rankOf(other, wanted));
  return (
    <div className={classNames('review-map-editor', changes.length > 0 && 'review-map-changed')}>
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
    </div>
  );
}

/** What a person came for stands first, then what is not known. */
function rankOf({ result, status, count }: StatusMapValue, wanted: string | null): number {
  if (result === wanted) return 0;
  return status === null && count > 0 ? 1 : 2;
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
    <NativeSelect
      className="review-meaning"
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
    </NativeSelect>
  );
}
