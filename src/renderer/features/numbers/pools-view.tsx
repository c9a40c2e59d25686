import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { durationText } from '#renderer/app/format/duration.ts';
import { exactInstantText, shortExactText } from '#renderer/app/format/instant.ts';
import { phoneText } from '#renderer/app/format/phone.ts';
import { promoText as text } from '#renderer/app/messages/en/promo.ts';
import { jobsText } from '#renderer/app/messages/en/jobs.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { useRowWindow } from '#renderer/state/use-row-window.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { Menu, MenuChoice, MenuGroup } from '#renderer/ui/menu.tsx';
import { PlainTable } from '#renderer/ui/plain-table.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { DataTable } from '#renderer/ui/table/data-table.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { AllocationRow, RingPoolRow } from '#shared/ipc/ring-pools.ts';
import { FilterTerm } from './filter-term.tsx';
import { toneOfNumber } from './number-tone.ts';
import { NumbersHead } from './numbers-head.tsx';
import { EditPool, LendNumbers, NewPool, RemovePool } from './pool-dialogs.tsx';
import { fieldsText } from './session-words.ts';

const NEARLY_EMPTY = 0.75;

const COLUMNS = [
  { title: text.columnName },
  { title: text.offer },
  { title: text.columnHealth },
  { title: text.columnLifetime, end: true },
  { title: text.columnOverflow },
  { title: text.columnActions, unseen: true },
] as const;

type Asking =
  { readonly kind: 'lend' | 'edit' | 'remove'; readonly pool: RingPoolRow } | { readonly kind: 'new' };

/** Ring pools, how they bear up, and the numbers lent from them. */
export function PoolsView() {
  const { data, fault, reload } = useRequest('ringPools.list', { networkId: null, offerId: null });
  const [asking, setAsking] = useState<Asking | null>(null);
  const close = (): void => setAsking(null);
  return (
    <div className="page numbers">
      <NumbersHead
        actions={
          <Button kind="primary" onClick={() => setAsking({ kind: 'new' })}>
            <Plus size={14} aria-hidden />
            {text.newPool}
          </Button>
        }
      />
      {fault && <ErrorNote fault={fault} onRetry={reload} />}
      {data?.length === 0 && <EmptyState title={text.noPools}>{text.noPoolsText}</EmptyState>}
      {data && data.length > 0 && (
        <>
          <div className="pools">
            <PlainTable label={text.poolsLabel} columns={COLUMNS}>
              {data.map((pool) => (
                <Pool key={pool.id} pool={pool} onAsk={(kind) => setAsking({ kind, pool })} />
              ))}
            </PlainTable>
          </div>
          <Allocations pools={data} />
        </>
      )}
      {asking?.kind === 'new' && <NewPool onClose={close} />}
      {asking?.kind === 'lend' && <LendNumbers pool={asking.pool} onClose={close} />}
      {asking?.kind === 'edit' && <EditPool pool={asking.pool} onClose={close} />}
      {asking?.kind === 'remove' && <RemovePool pool={asking.pool} onClose={close} />}
    </div>
  );
}

function Pool(props: {
  readonly pool: RingPoolRow;
  readonly onAsk: (kind: 'lend' | 'edit' | 'remove') => void;
}) {
  const { pool, onAsk } = props;
  const zone = useTimeZone();
  const now = useNow(15_000);
  const { health } = pool;
  const full = health.inUse >= pool.maxPoolSize * NEARLY_EMPTY;
  const pending = pool.pending && pool.pending.state !== 'done' ? pool.pending : null;
  return (
    <tr>
      <td>
        <b>{pool.name}</b>{' '}
        {pool.state !== 'active' && <Tag tone={toneOfNumber(pool.state)}>{text.states[pool.state]}</Tag>}
        {pending && (
          <p className="muted">
            {jobsText.kinds[pending.kind] ?? pending.kind}: {pending.reason || jobsText.states[pending.state]}
          </p>
        )}
        {pool.reason !== '' && <p className="session-reason">{pool.reason}</p>}
      </td>
      <td>{pool.offerName || pool.offerId}</td>
      <td>
        <span className="number">
          {text.health(countText(health.inUse), countText(pool.maxPoolSize), countText(health.resting))}
        </span>{' '}
        {full && <Tag tone="wait">{health.inUse >= pool.maxPoolSize ? text.full : text.nearlyFull}</Tag>}
        {health.nextBackAt !== null && (
          <p className="muted">{text.nextBack(shortExactText(health.nextBackAt, zone, now))}</p>
        )}
      </td>
      <td className="table-number">{durationText(pool.lifetimeSeconds)}</td>
      <td>
        {health.overflow > 0 ? (
          <Tag tone="wait">{text.overflowed(countText(health.overflow))}</Tag>
        ) : (
          <span className="muted">{text.noOverflow}</span>
        )}
      </td>
      <td className="row-actions">
        {pool.state === 'active' && (
          <>
            <Button size="small" aria-label={text.lendOf(pool.name)} onClick={() => onAsk('lend')}>
              {text.lend}
            </Button>{' '}
            <Button size="small" aria-label={text.editPoolOf(pool.name)} onClick={() => onAsk('edit')}>
              {text.edit}
            </Button>{' '}
            <Button
              size="small"
              kind="quiet"
              aria-label={text.removePoolOf(pool.name)}
              onClick={() => onAsk('remove')}
            >
              {text.removePool}
            </Button>
          </>
        )}
      </td>
    </tr>
  );
}

function Allocations({ pools }: { readonly pools: readonly RingPoolRow[] }) {
  const [poolId, setPool] = useState<number | null>(null);
  const [lent, setLent] = useState(false);
  const zone = useTimeZone();
  const now = useNow(15_000);
  const columns = useMemo(() => allocationColumns(zone, now), [zone, now]);
  const filter = { ...(poolId === null ? {} : { ringPoolId: poolId }), ...(lent ? { lent } : {}) };
  const list = useRowWindow<AllocationRow, { readonly count: number }>({
    key: JSON.stringify(filter),
    request: 'ringPools.allocations',
    load: async (index, limit) => (await ask('ringPools.allocations', { filter, index, limit })).rows,
    totals: async () => ({
      count: (await ask('ringPools.allocations', { filter, index: 0, limit: 1 })).count,
    }),
  });
  return (
    <>
      <div className="numbers-filter">
        <div className="numbers-sentence">
          <span>{text.showAllocations}</span>
          <Menu trigger={<FilterTerm words={pools.find(({ id }) => id === poolId)?.name ?? text.anyPool} />}>
            <MenuGroup label={text.poolMenu}>
              <MenuChoice chosen={poolId === null} onPick={() => setPool(null)}>
                {text.anyPool}
              </MenuChoice>
              {pools.map(({ id, name }) => (
                <MenuChoice key={id} chosen={id === poolId} onPick={() => setPool(id)}>
                  {name}
                </MenuChoice>
              ))}
            </MenuGroup>
          </Menu>
          <Checkbox label={text.lentNow} checked={lent} onChecked={setLent} />
        </div>
        <output className="muted number">
          {list.totals && text.count(list.totals.count, countText(list.totals.count))}
        </output>
      </div>
      {list.fault && <ErrorNote fault={list.fault} onRetry={list.reload} />}
      <div className="allocations">
        {list.rows && (
          <DataTable
            label={text.allocationsLabel}
            columns={columns}
            rows={list.rows}
            empty={<EmptyState title={text.noAllocations}>{text.noAllocationsText}</EmptyState>}
          />
        )}
      </div>
    </>
  );
}

function allocationColumns(zone: string, now: number): readonly Column<AllocationRow>[] {
  return [
    {
      id: 'state',
      title: text.columnState,
      width: 128,
      cell: (row) => <AllocationState row={row} now={now} />,
      whole: (row) => (row.attributable ? row.reason : text.sharedHint),
    },
    {
      id: 'number',
      title: text.columnNumber,
      width: 130,
      mono: true,
      cell: (row) => (row.number === '' ? uiText.none : phoneText(row.number)),
    },
    {
      id: 'parameters',
      title: text.columnParameters,
      width: 150,
      grow: true,
      cell: (row) => fieldsText(row.parameters),
      whole: (row) => fieldsText(row.parameters),
    },
    {
      id: 'link',
      title: text.columnLink,
      width: 200,
      grow: true,
      mono: true,
      cell: (row) =>
        row.trackingLink === '' ? (
          uiText.none
        ) : (
          <>
            <CopyButton text={row.trackingLink} what={text.theLink} /> {row.trackingLink}
          </>
        ),
      whole: (row) => row.trackingLink,
    },
    {
      id: 'pool',
      title: text.poolMenu,
      width: 130,
      cell: (row) => row.poolName,
      whole: (row) => row.poolName,
    },
    {
      id: 'expires',
      title: text.columnExpires,
      width: 128,
      end: true,
      cell: (row) => (row.expiresAt === null ? uiText.none : shortExactText(row.expiresAt, zone, now)),
      whole: (row) => (row.expiresAt === null ? '' : exactInstantText(row.expiresAt, zone)),
    },
  ];
}

function AllocationState({ row, now }: { readonly row: AllocationRow; readonly now: number }) {
  if (row.state === 'given' && !row.attributable) return <Tag tone="wait">{text.shared}</Tag>;
  if (row.state === 'given' && row.expiresAt !== null && row.expiresAt <= now) {
    return <Tag>{text.lentOver}</Tag>;
  }
  const tone = row.state === 'given' ? 'ok' : row.state === 'failed' ? 'no' : 'wait';
  return <Tag tone={tone}>{text.given[row.state]}</Tag>;
}
