import { ChevronDown, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Menu, MenuChoice, MenuGroup, MenuToggle } from '#renderer/ui/menu.tsx';
import { SearchBox } from '#renderer/ui/search-box.tsx';
import type { DeliveryFilter } from '#shared/ipc/postbacks.ts';
import { DELIVERY_STATES, withState, withText } from './delivery-address.ts';

/** The filter of the deliveries as a sentence; each part of it is a button that changes it. */
export function DeliveryFilterBar(props: {
  readonly filter: DeliveryFilter;
  readonly onFilter: (filter: DeliveryFilter, replace?: boolean) => void;
  readonly note: ReactNode;
  /** What can be done with what the filter finds. */
  readonly actions?: ReactNode;
}) {
  const { filter, onFilter } = props;
  const receivers = useRequest('receivers.list', {});
  const templates = useRequest('templates.list', filter.templateId === undefined ? null : {});
  const template = templates.data?.find(({ id }) => id === filter.templateId);
  const known = receivers.data?.map(({ receiver }) => receiver) ?? [];
  const listed =
    filter.receiver === undefined || known.includes(filter.receiver) ? known : [filter.receiver, ...known];
  return (
    <div className="delivery-filter">
      <div className="delivery-sentence">
        <span>{text.show}</span>
        <Menu trigger={<Term text={filter.states ? text.oneOf(filter.states) : text.anyState} />}>
          <MenuGroup label={text.statesMenu}>
            {DELIVERY_STATES.map((state) => (
              <MenuToggle
                key={state}
                on={filter.states?.includes(state) ?? false}
                onToggle={(on) => onFilter(withState(filter, state, on))}
              >
                {text.states[state]}
              </MenuToggle>
            ))}
          </MenuGroup>
        </Menu>
        <span>{text.goingTo}</span>
        <Menu trigger={<Term text={filter.receiver ?? text.anyReceiver} />}>
          <MenuGroup label={text.receiversMenu}>
            <MenuChoice
              chosen={filter.receiver === undefined}
              onPick={() => onFilter(withText(filter, 'receiver', ''))}
            >
              {text.anyReceiver}
            </MenuChoice>
            {listed.map((receiver) => (
              <MenuChoice
                key={receiver}
                chosen={receiver === filter.receiver}
                onPick={() => onFilter(withText(filter, 'receiver', receiver))}
              >
                {receiver}
              </MenuChoice>
            ))}
          </MenuGroup>
        </Menu>
        {filter.templateId !== undefined && (
          <FixedTerm
            text={text.ofTemplate(template?.name || template?.receiver || String(filter.templateId))}
            onRemove={() => onFilter(without(filter, 'templateId'))}
          />
        )}
        {filter.conversionId !== undefined && (
          <FixedTerm
            text={text.ofConversion(String(filter.conversionId))}
            onRemove={() => onFilter(without(filter, 'conversionId'))}
          />
        )}
      </div>
      {props.actions}
      <output className="muted number">{props.note}</output>
      <SearchBox
        label={text.search}
        placeholder={text.searchPlaceholder}
        text={filter.text ?? ''}
        onText={(typed) => onFilter(withText(filter, 'text', typed), true)}
      />
    </div>
  );
}

function Term({ text: words, ...rest }: { readonly text: string }) {
  return (
    <Button {...rest} size="small" className="delivery-term">
      <span className="truncate">{words}</span>
      <ChevronDown size={13} aria-hidden />
    </Button>
  );
}

function FixedTerm(props: { readonly text: string; readonly onRemove: () => void }) {
  return (
    <Button
      size="small"
      className="delivery-term"
      aria-label={text.removeCondition(props.text)}
      onClick={props.onRemove}
    >
      <span className="truncate">{props.text}</span>
      <X size={13} aria-hidden />
    </Button>
  );
}

function without(filter: DeliveryFilter, field: 'templateId' | 'conversionId'): DeliveryFilter {
  const rest = { ...filter };
  delete rest[field];
  return rest;
}
