import { ListPlus, Plus } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { countText } from '#renderer/app/format/count.ts';
import { phoneText } from '#renderer/app/format/phone.ts';
import { useHashSearch } from '#renderer/app/hash-location.ts';
import { promoText as text } from '#renderer/app/messages/en/promo.ts';
import { jobsText } from '#renderer/app/messages/en/jobs.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { useRowWindow } from '#renderer/state/use-row-window.ts';
import { Button, buttonClass } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { ChoiceList, useTyped } from '#renderer/ui/filter/choice-list.tsx';
import { Menu, MenuGroup, MenuToggle } from '#renderer/ui/menu.tsx';
import { Popover } from '#renderer/ui/popover.tsx';
import { SearchBox } from '#renderer/ui/search-box.tsx';
import { useShortcut } from '#renderer/ui/shortcut.ts';
import { SplitView } from '#renderer/ui/split-view.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { DataTable } from '#renderer/ui/table/data-table.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { NumberFilter, NumberRow } from '#shared/ipc/numbers.ts';
import { FilterTerm, FixedTerm } from './filter-term.tsx';
import { toneOfNumber } from './number-tone.ts';
import { NumbersHead } from './numbers-head.tsx';
import {
  NUMBER_STATES,
  placeOfSearch,
  type PromoPlace,
  searchOfPlace,
  withIds,
  withState,
  withText,
} from './promo-address.ts';
import { PromoPanel } from './promo-panel.tsx';
import { fieldsText } from './session-words.ts';

/** Every promo number, newest first, filtered by the address, with a panel beside the list. */
export function PromoView() {
  const [, goTo] = useLocation();
  const search = useHashSearch();
  const place = useMemo(() => placeOfSearch(search), [search]);
  const { filter, open } = place;
  const split = useRef<HTMLDivElement>(null);
  const list = useRowWindow<NumberRow, { readonly count: number }>({
    key: JSON.stringify(filter),
    request: 'numbers.page',
    load: async (index, limit) => (await ask('numbers.page', { filter, index, limit })).rows,
    totals: async () => ({ count: (await ask('numbers.page', { filter, index: 0, limit: 1 })).count }),
  });
  const go = useCallback(
    (next: PromoPlace, replace = false) => {
      const query = searchOfPlace(next);
      goTo(query === '' ? '/numbers/promo' : `/numbers/promo?${query}`, { replace });
    },
    [goTo],
  );
  const onOpen = useCallback(
    (row: NumberRow) => go({ filter, open: row.id }, open !== null),
    [go, filter, open],
  );
  const onActive = useCallback(
    (row: NumberRow) => {
      if (open !== null) go({ filter, open: row.id }, true);
    },
    [go, filter, open],
  );
  const isOpen = useCallback((row: NumberRow) => row.id === open, [open]);
  const close = (): void => {
    go({ filter, open: null });
    split.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  };
  useShortcut('escape', close, open !== null);
  const change = (next: NumberFilter, replace = false): void => go({ filter: next, open }, replace);

  return (
    <div className="page numbers">
      <NumbersHead
        actions={
          <>
            <Link href="/numbers/bulk" className={buttonClass()}>
              <ListPlus size={14} aria-hidden />
              {text.many}
            </Link>
            <Link href="/numbers/promo/request" className={buttonClass('primary')}>
              <Plus size={14} aria-hidden />
              {text.request}
            </Link>
          </>
        }
      />
      <div className="numbers-filter">
        <div className="numbers-sentence">
          <span>{text.show}</span>
          <Menu trigger={<FilterTerm words={filter.states ? text.oneOf(filter.states) : text.anyState} />}>
            <MenuGroup label={text.statesMenu}>
              {NUMBER_STATES.map((state) => (
                <MenuToggle
                  key={state}
                  on={filter.states?.includes(state) ?? false}
                  onToggle={(on) => change(withState(filter, state, on))}
                >
                  {text.states[state]}
                </MenuToggle>
              ))}
            </MenuGroup>
          </Menu>
          <span>{text.ofPartner}</span>
          <PartnerTerm filter={filter} onFilter={change} />
          {(filter.offerIds ?? []).map((offer) => (
            <FixedTerm
              key={offer}
              words={`${text.offer} ${offer}`}
              label={jobsText.removeCondition(`${text.offer} ${offer}`)}
              onRemove={() => change(withIds(filter, 'offerIds', []))}
            />
          ))}
        </div>
        <output className="muted number">
          {list.totals && text.count(list.totals.count, countText(list.totals.count))}
        </output>
        <SearchBox
          label={text.search}
          placeholder={text.searchPlaceholder}
          text={filter.text ?? ''}
          onText={(typed) => change(withText(filter, typed), true)}
        />
      </div>
      {list.fault && <ErrorNote fault={list.fault} onRetry={list.reload} />}
      <SplitView frame={split} panel={open !== null && <PromoPanel key={open} id={open} onClose={close} />}>
        {list.rows && (
          <DataTable
            key={list.key}
            memory={`promo ${list.key ?? ''}`}
            label={text.label}
            columns={COLUMNS}
            rows={list.rows}
            onOpen={onOpen}
            onActive={onActive}
            isOpen={isOpen}
            beside={open !== null}
            empty={
              searchOfPlace({ filter, open: null }) === '' ? (
                <EmptyState title={text.noneTitle}>{text.noneText}</EmptyState>
              ) : (
                <EmptyState
                  title={text.noneFiltered}
                  actions={<Button onClick={() => change({})}>{text.clearFilter}</Button>}
                >
                  {text.noneFilteredText}
                </EmptyState>
              )
            }
          />
        )}
      </SplitView>
    </div>
  );
}

function PartnerTerm(props: {
  readonly filter: NumberFilter;
  readonly onFilter: (filter: NumberFilter, replace?: boolean) => void;
}) {
  const { filter, onFilter } = props;
  const [open, setOpen] = useState(false);
  const typed = useTyped();
  const { data } = useRequest('catalogue.partners', typed.asked);
  const chosen = filter.partnerIds ?? [];
  const nameOf = (id: string): string => data?.find(({ partnerId }) => partnerId === id)?.name ?? id;
  const words = chosen.length === 0 ? text.anyPartner : chosen.map(nameOf).join(' or ');
  return (
    <Popover open={open} onOpen={setOpen} label={text.partnersMenu} trigger={<FilterTerm words={words} />}>
      <ChoiceList
        label={text.partnersMenu}
        typed={typed}
        chosen={chosen}
        choices={data?.map(({ partnerId, name }) => ({ id: partnerId, name }))}
        onToggle={(id, on) =>
          onFilter(
            withIds(filter, 'partnerIds', on ? [...chosen, id] : chosen.filter((one) => one !== id)),
            true,
          )
        }
      />
    </Popover>
  );
}

const COLUMNS: readonly Column<NumberRow>[] = [
  {
    id: 'state',
    title: text.columnState,
    width: 112,
    cell: (row) => <Tag tone={toneOfNumber(row.state)}>{text.states[row.state]}</Tag>,
  },
  {
    id: 'number',
    title: text.columnNumber,
    width: 140,
    mono: true,
    cell: (row) => (row.number === '' ? uiText.none : phoneText(row.number)),
  },
  {
    id: 'partner',
    title: text.columnPartner,
    width: 140,
    grow: true,
    cell: (row) => row.partnerName || row.partnerId || text.ownNumber,
    whole: (row) => row.partnerName,
  },
  {
    id: 'offer',
    title: text.columnOffer,
    width: 150,
    grow: true,
    cell: (row) => row.offerName || row.offerId,
    whole: (row) => row.offerName,
  },
  {
    id: 'description',
    title: text.columnDescription,
    width: 130,
    grow: true,
    spare: 3,
    cell: (row) => row.description,
    whole: (row) => row.description,
  },
  {
    id: 'media',
    title: text.columnMedia,
    width: 130,
    spare: 1,
    muted: true,
    cell: (row) => row.mediaType,
    whole: (row) => row.mediaType,
  },
  {
    id: 'custom',
    title: text.columnCustom,
    width: 120,
    spare: 2,
    cell: (row) => fieldsText(row.customData) || uiText.none,
    whole: (row) => fieldsText(row.customData),
  },
  {
    id: 'pending',
    title: text.columnPending,
    width: 120,
    spare: 0,
    cell: (row) =>
      row.pending && row.pending.state !== 'done' ? (
        <Tag tone={row.pending.state === 'failed' ? 'no' : 'wait'}>{jobsText.states[row.pending.state]}</Tag>
      ) : (
        ''
      ),
    whole: (row) => row.pending?.reason ?? row.reason,
  },
];
