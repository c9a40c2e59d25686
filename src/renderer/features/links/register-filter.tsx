import { Plus } from 'lucide-react';
import { useState } from 'react';
import { phoneText } from '#renderer/app/format/phone.ts';
import { registerText as text } from '#renderer/app/messages/en/link-register.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { type Choice, ChoiceList, useTyped } from '#renderer/ui/filter/choice-list.tsx';
import { Term } from '#renderer/ui/filter/term.tsx';
import { Menu, MenuItem } from '#renderer/ui/menu.tsx';
import type { LinkFilter } from '#shared/ipc/links.ts';
import { LINK_STATES } from './link-address.ts';

type Condition = 'states' | 'partnerIds' | 'offerIds' | 'numbers' | 'trouble' | 'batchId';

const CONDITIONS: readonly Condition[] = [
  'states',
  'partnerIds',
  'offerIds',
  'numbers',
  'trouble',
  'batchId',
];
const ADDED = ['states', 'partnerIds', 'offerIds', 'numbers', 'trouble'] as const;
const NAMES = {
  states: text.state,
  partnerIds: text.partner,
  offerIds: text.offer,
  numbers: text.number,
  trouble: text.trouble,
} as const;

/** What the register shows, as a sentence that can be changed. */
export function RegisterFilter(props: {
  readonly filter: LinkFilter;
  readonly onFilter: (filter: LinkFilter) => void;
}) {
  const { filter, onFilter } = props;
  const [open, setOpen] = useState<Condition | null>(null);
  const partners = useRequest('catalogue.partners', filter.partnerIds ? {} : null).data;
  const offers = useRequest('catalogue.offers', filter.offerIds ? {} : null).data;
  const there = CONDITIONS.filter((one) => filter[one] !== undefined || open === one);
  const without = (condition: Condition): void => {
    const rest = { ...filter };
    delete rest[condition];
    setOpen(null);
    onFilter(rest);
  };
  const named = (ids: readonly string[] | undefined, nameOf: (id: string) => string | undefined): string =>
    (ids ?? []).map((id) => nameOf(id) || id).join(text.or);
  const wordsOf = (condition: Condition): readonly [words: string, value: string] => {
    switch (condition) {
      case 'states':
        return [
          text.stateIs,
          (filter.states ?? []).map((state) => text.states[state].toLowerCase()).join(text.or),
        ];
      case 'partnerIds':
        return [
          text.partnerIs,
          named(filter.partnerIds, (id) => partners?.find(({ partnerId }) => partnerId === id)?.name),
        ];
      case 'offerIds':
        return [
          text.offerIs,
          named(filter.offerIds, (id) => offers?.find(({ offerId }) => offerId === id)?.name),
        ];
      case 'numbers':
        return [text.numberIs, named(filter.numbers, phoneText)];
      case 'trouble':
        return [text.troubleIs, text.troubleWord];
      case 'batchId':
        return [text.batchIs, String(filter.batchId ?? '')];
    }
  };
  return (
    <div className="sentence">
      <span>{text.show}</span>
      {there.map((condition, place) => {
        const [words, value] = wordsOf(condition);
        return (
          <Term
            key={condition}
            words={words}
            value={value}
            label={words}
            joined={place > 0}
            open={open === condition}
            onOpen={(shown) => setOpen(shown ? condition : null)}
            onRemove={() => without(condition)}
            editor={
              condition === 'trouble' || condition === 'batchId' ? null : (
                <ConditionEditor condition={condition} filter={filter} onFilter={onFilter} />
              )
            }
          />
        );
      })}
      <Menu
        trigger={
          <Button size="small" kind="quiet">
            <Plus size={13} aria-hidden />
            {text.addCondition}
          </Button>
        }
      >
        {ADDED.filter((condition) => !there.includes(condition)).map((condition) => (
          <MenuItem
            key={condition}
            onPick={() => {
              if (condition === 'trouble') onFilter({ ...filter, trouble: true });
              else setOpen(condition);
            }}
          >
            {NAMES[condition]}
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}

function ConditionEditor(props: {
  readonly condition: 'states' | 'partnerIds' | 'offerIds' | 'numbers';
  readonly filter: LinkFilter;
  readonly onFilter: (filter: LinkFilter) => void;
}) {
  const { condition, filter, onFilter } = props;
  const typed = useTyped();
  const partners = useRequest('catalogue.partners', condition === 'partnerIds' ? typed.asked : null).data;
  const offers = useRequest('catalogue.offers', condition === 'offerIds' ? typed.asked : null).data;
  const numbers = useRequest('catalogue.numbers', condition === 'numbers' ? typed.asked : null).data;
  if (condition === 'states') {
    const chosen = filter.states ?? [];
    return (
      <div className="choices">
        {LINK_STATES.map((state) => (
          <Checkbox
            key={state}
            label={text.states[state]}
            checked={chosen.includes(state)}
            onChecked={(on) => {
              const states = LINK_STATES.filter((one) => (one === state ? on : chosen.includes(one)));
              const { states: _, ...rest } = filter;
              onFilter(states.length === 0 ? rest : { ...rest, states });
            }}
          />
        ))}
      </div>
    );
  }
  const chosen = filter[condition] ?? [];
  const choices: readonly Choice[] | undefined =
    partners?.map(({ partnerId, name }) => ({ id: partnerId, name })) ??
    offers?.map(({ offerId, name }) => ({ id: offerId, name })) ??
    numbers?.map((one) => ({ id: one.number, name: phoneText(one.number), aside: one.partnerName }));
  return (
    <ChoiceList
      label={NAMES[condition]}
      typed={typed}
      chosen={chosen}
      choices={choices}
      onToggle={(id, on) => {
        const ids = on ? [...chosen, id] : chosen.filter((one) => one !== id);
        const rest = { ...filter };
        delete rest[condition];
        onFilter(ids.length === 0 ? rest : { ...rest, [condition]: ids });
      }}
    />
  );
}
