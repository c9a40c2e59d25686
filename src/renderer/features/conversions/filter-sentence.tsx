import { Plus } from 'lucide-react';
import { useState } from 'react';
import { conversionsText as text } from '#renderer/app/messages/en/conversions.ts';
import { filterText } from '#renderer/app/messages/en/filter.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Menu, MenuItem } from '#renderer/ui/menu.tsx';
import { Term } from '#renderer/ui/filter/term.tsx';
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
          words={text.term[condition]}
          value={valueText(condition, view, names)}
          label={text.conditions[condition]}
          joined={index > 0}
          open={editing === condition}
          onOpen={(open) => setEditing(open ? condition : null)}
          onRemove={() => {
            setEditing(null);
            onChange(without(condition));
          }}
          editor={
            condition === 'unknown' || condition === 'zero' ? null : (
              <ConditionEditor condition={condition} view={view} onChange={onChange} />
            )
          }
        />
      ))}
      <Menu
        trigger={
          <Button kind="quiet" size="small">
            <Plus size={14} aria-hidden />
            {filterText.addCondition}
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
