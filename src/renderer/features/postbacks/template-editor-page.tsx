import { Link } from 'wouter';
import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { buttonClass } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { TemplateEditor } from './template-editor.tsx';
import { formOfTemplate, NEW_TEMPLATE } from './template-form.ts';

/** The editor of one template, or of a new one; `id` is the last part of the address. */
export function TemplateEditorPage({ id }: { readonly id: string }) {
  const zone = useTimeZone();
  const { data, fault, reload } = useRequest('templates.list', id === 'new' ? null : {});
  if (id === 'new') return <TemplateEditor stored={null} initial={NEW_TEMPLATE} />;
  if (fault) return <ErrorNote fault={fault} onRetry={reload} />;
  if (!data) return null;
  const template = data.find((each) => String(each.id) === id);
  if (!template) {
    return (
      <EmptyState
        alone
        title={text.noSuchTemplate}
        actions={
          <Link href="/postbacks/templates" className={buttonClass()}>
            {text.backToTemplates}
          </Link>
        }
      >
        {text.noSuchTemplateText}
      </EmptyState>
    );
  }
  return <TemplateEditor stored={template} initial={formOfTemplate(template, zone)} />;
}
