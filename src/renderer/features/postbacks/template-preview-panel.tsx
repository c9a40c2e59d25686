import { useMemo, useState } from 'react';
import { moneyText } from '#renderer/app/format/money.ts';
import { phoneText } from '#renderer/app/format/phone.ts';
import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Combobox } from '#renderer/ui/combobox.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import type { ConversionRow } from '#shared/ipc/conversions.ts';
import type { TemplateDraft, TemplatePreview } from '#shared/ipc/postbacks.ts';
import { useSettled } from './use-settled.ts';
import { indentJson } from '#renderer/features/conversions/indent-json.ts';
import { ValueList } from './value-list.tsx';

const OFFERED = 20;

/** The URL as it would go out for a real conversion: the newest that fits, or one the person chooses. */
export function TemplatePreviewPanel(props: {
  /** The draft as it could be saved; null while it could not. */
  readonly draft: TemplateDraft | null;
  readonly conversionId: number | null;
  readonly onConversion: (id: number | null) => void;
}) {
  const { draft, conversionId, onConversion } = props;
  const [typed, setTyped] = useState('');
  const wanted = useSettled(typed.trim(), 200);
  const { data: page } = useRequest('conversions.page', {
    filter: wanted === '' ? {} : { text: wanted.slice(0, 200) },
    order: { by: 'call_started_at', descending: true },
    index: 0,
    limit: OFFERED,
  });
  const preview = useRequest('templates.preview', draft === null ? null : { draft, conversionId });
  const options = useMemo(() => (page?.rows ?? []).map(optionOf), [page]);
  return (
    <Panel title={text.preview}>
      <div className="template-preview">
        <Combobox
          label={text.previewAgainst}
          hint={text.previewHint}
          placeholder={text.newestConversion}
          value={typed}
          options={options}
          matched
          empty={text.noneFiltered}
          mono
          onValue={(value) => {
            setTyped(value);
            onConversion(page?.rows.find(({ invocaId }) => invocaId === value)?.id ?? null);
          }}
        />
        {draft === null && <p className="muted">{text.previewWait}</p>}
        {draft !== null && preview.fault && <ErrorNote fault={preview.fault} onRetry={preview.reload} />}
        {draft !== null && preview.data && <Filled preview={preview.data} />}
      </div>
    </Panel>
  );
}

function Filled({ preview }: { readonly preview: TemplatePreview }) {
  return (
    <>
      <p className="muted">
        {preview.conversionId === null ? text.previewNone : text.previewOf(preview.invocaId)}
      </p>
      <output className="mono template-filled">{preview.url}</output>
      {preview.body !== null && (
        <section aria-label={text.requestBody}>
          <p className="part-title">{text.requestBody}</p>
          <pre className="mono attempt-text">{indentJson(preview.body)}</pre>
        </section>
      )}
      {preview.used.length > 0 && <ValueList values={preview.used} />}
      {preview.empty.length > 0 && preview.conversionId !== null && (
        <p className="muted">{text.previewEmpty(preview.empty)}</p>
      )}
    </>
  );
}

function optionOf(row: ConversionRow) {
  const what = [row.partnerName || row.partnerId, phoneText(row.number)].filter(Boolean).join(' · ');
  return {
    value: row.invocaId,
    label: `${what} · ${moneyText({ amount: row.payout, currency: row.currency })}`,
    detail: row.invocaId,
  };
}
