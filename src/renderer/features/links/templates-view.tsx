import { ListPlus, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { linkBulkText as text } from '#renderer/app/messages/en/link-bulk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { PlainTable } from '#renderer/ui/plain-table.tsx';
import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import type { LinkTemplate } from '#shared/ipc/link-bulk.ts';
import { TemplateDialog } from './template-dialog.tsx';

/** Templates of links: which sub id holds what, for each partner and traffic source. */
export function TemplatesView() {
  const { data, fault, reload } = useRequest('linkTemplates.list', {});
  const [edited, setEdited] = useState<LinkTemplate | 'new' | null>(null);
  return (
    <div className="page-scroll link-templates">
      <p className="link-lead">
        <span className="muted grow">{text.templatesLead}</span>
        <Button kind="primary" onClick={() => setEdited('new')}>
          <Plus size={14} aria-hidden />
          {text.newTemplate}
        </Button>
      </p>
      {fault && <ErrorNote fault={fault} onRetry={reload} />}
      {data?.length === 0 && <EmptyState title={text.templatesNone}>{text.templatesNoneText}</EmptyState>}
      {data && data.length > 0 && (
        <PlainTable
          label={text.columnName}
          columns={[
            { title: text.columnName },
            { title: text.partner },
            { title: text.columnSource },
            { title: text.columnFills },
            { title: text.columnActions, unseen: true },
          ]}
        >
          {data.map((template) => (
            <TemplateRow key={template.id} template={template} onEdit={() => setEdited(template)} />
          ))}
        </PlainTable>
      )}
      {edited !== null && (
        <TemplateDialog template={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </div>
  );
}

function TemplateRow(props: { readonly template: LinkTemplate; readonly onEdit: () => void }) {
  const { template, onEdit } = props;
  const [, goTo] = useLocation();
  const { name, partnerId, partnerName, trafficSource } = template;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {partnerId === '' ? (
          <span className="muted">{text.anyPartner}</span>
        ) : (
          <>
            {partnerName} <span className="mono faint">{partnerId}</span>
          </>
        )}
      </td>
      <td>{trafficSource}</td>
      <td className="wrap-anywhere">{fillsOf(template)}</td>
      <td className="row-actions">
        <IconButton
          size="small"
          label={text.use(name)}
          icon={<ListPlus size={13} aria-hidden />}
          onClick={() => goTo(`/links/bulk?template=${template.id}`)}
        />
        <IconButton
          size="small"
          label={text.edit(name)}
          icon={<Pencil size={13} aria-hidden />}
          onClick={onEdit}
        />
        <IconButton
          size="small"
          label={text.remove(name)}
          icon={<Trash2 size={13} aria-hidden />}
          onClick={() => void removeTemplate(template)}
        />
      </td>
    </tr>
  );
}

/** What a template fills, in a line. */
function fillsOf({ rules }: LinkTemplate): string {
  return SUB_ID_NAMES.flatMap((name) => {
    const rule = rules[name];
    switch (rule.kind) {
      case 'none':
        return [];
      case 'fixed':
        return [text.fills.fixed(name, rule.value)];
      case 'list':
        return [text.fills.list(name, rule.values.length)];
      case 'column':
        return [text.fills.column(name, rule.column)];
    }
  }).join(' · ');
}

async function removeTemplate(template: LinkTemplate): Promise<void> {
  const { id, name, partnerId, trafficSource, rules } = template;
  try {
    await ask('linkTemplates.remove', { id });
    toast(text.removedTemplate, {
      label: text.undo,
      run: () => {
        ask('linkTemplates.save', { id: null, name, partnerId, trafficSource, rules }).then(
          () => toast(text.restoredTemplate),
          reportFault,
        );
      },
    });
  } catch (fault) {
    reportFault(fault);
  }
}
