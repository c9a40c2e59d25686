import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { conversionsText as text } from '#renderer/app/messages/en/conversions.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Menu, MenuItem } from '#renderer/ui/menu.tsx';
import { Popover } from '#renderer/ui/popover.tsx';
import { type Condition, CONDITIONS, conditionsOf, type Names, valueText, without } from './conditions.ts';
import { ConditionEditor } from './condition-editor.tsx';
import type { ConversionView } from './conversion-view.ts';

export interface FilterSentenceProps {
  readonly view: ConversionView;
  readonly onChange: (change: Partial<ConversionView>, options?: { readonly replace?: boolean }) => void;
}

/** The filter as a sentence: each condition is a button that changes it, beside a cross that takes it away. */
export function FilterSentence({ view, onChange }: FilterSentenceProps) {
  const [editing, setEditing] = useState<Condition | null>(null);
  const names = useNames(view);
  const set = conditionsOf(view);
  const told = CONDITIONS.filter((condition) => set.includes(condition) || condition === editing);
  const add = (condition: Condition): void => {
    if (condition === 'unknown') onChange({ unknownResult: true });
    else if (condition === 'zero') onChange({ zeroPayout: true });
    else setEditing(condition);
  };
  return (
    <div className="sentence">
      <span>{told.length === 0 ? text.show : text.where}</span>
      {told.map((condition, index) => (
        <Term
          key={condition}
          condition={condition}
          value={valueText(condition, view, names)}
          joined={index > 0}
          open={editing === condition}
          onOpen={(open) => setEditing(open ? condition : null)}
          onRemove={() => {
            setEditing(null);
            onChange(without(condition));
          }}
          view={view}
          onChange={onChange}
        />
      ))}
      <Menu
        trigger={
          <Button kind="quiet" size="small">
            <Plus size={14} aria-hidden />
            {text.addCondition}
          </Button>
        }
      >
        {CONDITIONS.filter((condition) => !told.includes(condition)).map((condition) => (
          <MenuItem key={condition} onPick={() => add(condition)}>
            {text.conditions[condition]}
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}

interface TermProps extends FilterSentenceProps {
  readonly condition: Condition;
  readonly value: string;
  readonly joined: boolean;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onRemove: () => void;
}

function Term({ condition, value, joined, open, onOpen, onRemove, view, onChange }: TermProps) {
  const fixed = condition === 'unknown' || condition === 'zero';
  const words = (
    <>
      <em>{text.term[condition]}</em>
      <span className="truncate">{value === '' ? '…' : value}</span>
    </>
  );
  return (
    <>
      {joined && <span>{text.and}</span>}
      <span className="term">
        {fixed ? (
          <span className="term-text">{words}</span>
        ) : (
          <Popover
            open={open}
            onOpen={onOpen}
            label={text.conditions[condition]}
            trigger={
              <button type="button" className="term-text">
                {words}
              </button>
            }
          >
            <ConditionEditor condition={condition} view={view} onChange={onChange} />
          </Popover>
        )}
        <button
          type="button"
          className="term-remove"
          aria-label={text.removeCondition(`${text.term[condition]} ${value}`)}
          onClick={onRemove}
        >
          <X size={12} aria-hidden />
        </button>
      </span>
    </>
  );
}

function useNames(view: ConversionView): Names {
  const partners = useRequest('catalogue.partners', view.partnerIds.length > 0 ? {} : null);
  const offers = useRequest('catalogue.offers', view.offerIds.length > 0 ? {} : null);
  const networks = useRequest('networks.list', view.networkId === null ? null : {});
  return {
    partner: (id) => partners.data?.find((partner) => partner.partnerId === id)?.name || id,
    offer: (id) => offers.data?.find((offer) => offer.offerId === id)?.name || id,
    network: (id) => networks.data?.find((network) => network.id === id)?.name ?? String(id),
  };
}
