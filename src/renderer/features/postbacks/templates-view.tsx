import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { countText } from '#renderer/app/format/count.ts';
import { exactInstantText, shortInstantText } from '#renderer/app/format/instant.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useNow } from '#renderer/state/now.ts';
import { toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { buttonClass, IconButton } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import type { PlainColumn } from '#renderer/ui/plain-table.tsx';
import { Switch } from '#renderer/ui/switch.tsx';
import type { PostbackTemplate } from '#shared/ipc/postbacks.ts';
import { ConfirmOwed } from './confirm-owed.tsx';
import { RemoveTemplate } from './remove-template.tsx';
import { type ScopeNames, scopeText, useScopeNames } from './scope-text.ts';
import { ShortList } from './short-list.tsx';
import { draftWithActive } from './template-form.ts';
import { type TemplateSaving, useTemplateSaving } from './template-saving.ts';
import { UrlText } from './url-text.tsx';

const COLUMNS: readonly PlainColumn[] = [
  { title: text.columnTemplate },
  { title: text.columnScope },
  { title: text.columnStart },
  { title: text.columnOwed, end: true },
  { title: text.columnAccepted, end: true },
  { title: text.columnActive },
  { title: text.columnActions, unseen: true },
];

/** The templates: what each sends to whom, for which conversions, since when, and what came of it. */
export function TemplatesView() {
  const names = useScopeNames();
  const [removing, setRemoving] = useState<PostbackTemplate | null>(null);
  const saving = useTemplateSaving((saved) => toast(saved.active ? text.turnedOn : text.turnedOff));
  return (
    <ShortList
      list={useRequest('templates.list', {})}
      empty={
        <EmptyState
          title={text.templatesEmpty}
          actions={
            <Link href="/postbacks/templates/new" className={buttonClass('primary')}>
              {text.newTemplate}
            </Link>
          }
        >
          {text.templatesEmptyText}
        </EmptyState>
      }
      label={text.templatesLabel}
      columns={COLUMNS}
      renderRow={(template) => (
        <TemplateRow
          key={template.id}
          template={template}
          saving={saving}
          names={names}
          onRemove={() => setRemoving(template)}
        />
      )}
      dialogs={
        <>
          <ConfirmOwed saving={saving} />
          <RemoveTemplate template={removing} onClose={() => setRemoving(null)} />
        </>
      }
    />
  );
}

function TemplateRow(props: {
  readonly template: PostbackTemplate;
  readonly saving: TemplateSaving;
  readonly names: ScopeNames;
  readonly onRemove: () => void;
}) {
  const { template, saving, names, onRemove } = props;
  const [, goTo] = useLocation();
  const zone = useTimeZone();
  const now = useNow(60_000);
  const name = template.name || template.receiver;
  return (
    <tr>
      <td className="template-cell">
        <Link href={`/postbacks/templates/${template.id}`} className="strong">
          {name}
        </Link>
        <UrlText url={template.url} />
      </td>
      <td>{scopeText(template.scope, names)}</td>
      <td className="number nowrap" title={exactInstantText(template.startsAt, zone)}>
        {shortInstantText(template.startsAt, zone, now)}
      </td>
      <td className="table-number">
        <a href={hashHref(`/postbacks/deliveries?template=${template.id}`)}>{countText(template.owed)}</a>
      </td>
      <td className="table-number">
        <a href={hashHref(`/postbacks/deliveries?template=${template.id}&state=accepted`)}>
          {countText(template.accepted)}
        </a>
      </td>
      <td className="table-control">
        <Switch
          label={<span className="visually-hidden">{text.activeOf(name)}</span>}
          checked={template.active}
          disabled={saving.busy}
          onChecked={(active) => void saving.save(draftWithActive(template, active))}
        />
      </td>
      <td className="row-actions">
        <IconButton
          size="small"
          label={text.editOf(name)}
          icon={<Pencil size={13} aria-hidden />}
          onClick={() => goTo(`/postbacks/templates/${template.id}`)}
        />
        <IconButton
          size="small"
          label={text.removeOf(name)}
          icon={<Trash2 size={13} aria-hidden />}
          onClick={onRemove}
        />
      </td>
    </tr>
  );
}
