import { ChevronDown } from 'lucide-react';
import { linkBulkText as text } from '#renderer/app/messages/en/link-bulk.ts';
import { toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Menu, MenuItem } from '#renderer/ui/menu.tsx';
import type { ComposerForm } from './composer-form.ts';
import { changeComposer } from './composer-state.ts';
import { subIdsFromTemplate } from './filling-form.ts';

/** Fills the empty sub ids from a template of the form's partner, or of any. */
export function ApplyTemplate({ form }: { readonly form: ComposerForm }) {
  const templates = useRequest('linkTemplates.list', {}).data ?? [];
  const partnerId = form.partnerId.trim();
  const fitting = templates.filter(
    (template) => template.partnerId === '' || partnerId === '' || template.partnerId === partnerId,
  );
  if (fitting.length === 0) return null;
  return (
    <div>
      <Menu
        trigger={
          <Button size="small">
            {text.apply}
            <ChevronDown size={13} aria-hidden />
          </Button>
        }
      >
        {fitting.map(({ id, name, trafficSource, rules }) => (
          <MenuItem
            key={id}
            aside={trafficSource}
            onPick={() => {
              changeComposer({ subIds: subIdsFromTemplate(form.subIds, rules) });
              toast(text.applied);
            }}
          >
            {name}
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}
