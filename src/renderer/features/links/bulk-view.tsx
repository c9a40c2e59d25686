import { FileUp } from 'lucide-react';
import { type DragEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useHashSearch } from '#renderer/app/hash-location.ts';
import { linkBulkText as text } from '#renderer/app/messages/en/link-bulk.ts';
import { linksText } from '#renderer/app/messages/en/links.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, type DeskFault } from '#renderer/state/desk-fault.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { useOfferChoices, usePartnerChoices } from '#renderer/state/use-choices.ts';
import { Button } from '#renderer/ui/button.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { Combobox } from '#renderer/ui/combobox.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { TextArea } from '#renderer/ui/field.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { fillingFaults } from '#shared/domain/sub-id-filling.ts';
import type { LinkField, LinkFile, LinkPlan } from '#shared/ipc/link-bulk.ts';
import { BulkPreview } from './bulk-preview.tsx';
import { FillingsEditor } from './fillings-editor.tsx';
import { type FillingsForm, fillingsOf, formOfFillings } from './filling-form.ts';

const NO_TEMPLATE = '0';

/** Everything the links of a file are made by. */
interface How {
  readonly source: LinkFile['source'] | null;
  readonly mapping: readonly LinkField[] | null;
  readonly form: FillingsForm;
  readonly offerId: string;
  readonly partnerId: string;
}

/** Many links at once: a file in, sub ids by rule, every link examined, and out again as a file or into the register. */
export function BulkView() {
  const asked = new URLSearchParams(useHashSearch()).get('template') ?? NO_TEMPLATE;
  const templates = useRequest('linkTemplates.list', {}).data;
  const [template, setTemplate] = useState(NO_TEMPLATE);
  const [how, setHow] = useState<How>(() => ({
    source: null,
    mapping: null,
    form: formOfFillings(),
    offerId: '',
    partnerId: '',
  }));
  const [plan, setPlan] = useState<LinkPlan | null>(null);
  const [fault, setFault] = useState<DeskFault>();
  const [busy, setBusy] = useState(false);
  const turn = useRef(0);

  const make = async (next: How): Promise<void> => {
    setHow(next);
    const rules = fillingsOf(next.form);
    if (next.source === null || fillingFaults(rules).length > 0) return;
    turn.current += 1;
    const own = turn.current;
    setBusy(true);
    setFault(undefined);
    try {
      const made = await ask('linkBulk.plan', {
        source: next.source,
        mapping: next.mapping === null ? null : [...next.mapping],
        rules,
        defaults: { offerId: next.offerId.trim(), partnerId: next.partnerId.trim() },
      });
      if (own === turn.current) setPlan(made);
    } catch (thrown) {
      if (own !== turn.current) return;
      setPlan(null);
      setFault(asDeskFault(thrown));
    } finally {
      if (own === turn.current) setBusy(false);
    }
  };
  const choose = (id: string): void => {
    setTemplate(id);
    const chosen = templates?.find((one) => String(one.id) === id);
    const partnerId = chosen && chosen.partnerId !== '' ? chosen.partnerId : how.partnerId;
    void make({ ...how, form: formOfFillings(chosen?.rules), partnerId });
  };
  const chooseAsked = useEffectEvent(() => {
    if (templates?.some(({ id }) => String(id) === asked)) choose(asked);
  });
  const known = templates !== undefined;
  useEffect(() => {
    if (known) chooseAsked();
  }, [asked, known]);

  return (
    <div className="page-scroll link-bulk">
      <FileFields
        busy={busy}
        onSource={(source) => void make({ ...how, source, mapping: null })}
        onFault={setFault}
      />
      {fault && <ErrorNote fault={fault} />}
      <Section title={text.rules}>
        <p className="muted">{text.rulesHint}</p>
        <div className="link-trio">
          <Select
            label={text.template}
            value={template}
            options={[
              { value: NO_TEMPLATE, label: text.noTemplate },
              ...(templates ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
            onValue={choose}
          />
          <Defaults how={how} onHow={(next) => void make(next)} />
        </div>
        <FillingsEditor
          form={how.form}
          columns={plan?.columns.map(({ heading }) => heading) ?? []}
          tried={how.source !== null}
          onForm={(form) => void make({ ...how, form })}
        />
      </Section>
      {plan && (
        <BulkPreview
          key={plan.planId}
          plan={plan}
          busy={busy}
          onMapping={(mapping) => void make({ ...how, mapping })}
          onRegistered={() => {
            setPlan(null);
            setHow({ ...how, source: null, mapping: null });
          }}
        />
      )}
    </div>
  );
}

function Defaults({ how, onHow }: { readonly how: How; readonly onHow: (how: How) => void }) {
  const offers = useOfferChoices(how.offerId);
  const partners = usePartnerChoices(how.partnerId);
  return (
    <>
      <Combobox
        label={text.defaultOffer}
        hint={text.defaults}
        value={how.offerId}
        options={offers.options}
        empty={linksText.noMatch}
        onValue={(offerId) => onHow({ ...how, offerId })}
      />
      <Combobox
        label={text.defaultPartner}
        hint={text.defaults}
        value={how.partnerId}
        options={partners.options}
        empty={linksText.noMatch}
        onValue={(partnerId) => onHow({ ...how, partnerId })}
      />
    </>
  );
}

function FileFields(props: {
  readonly busy: boolean;
  readonly onSource: (source: LinkFile['source']) => void;
  readonly onFault: (fault: DeskFault) => void;
}) {
  const { busy, onSource, onFault } = props;
  const [pasted, setPasted] = useState('');
  const [fileName, setFileName] = useState('');
  const [over, setOver] = useState(false);
  const choose = async (): Promise<void> => {
    try {
      const file = await ask('linkBulk.chooseFile', {});
      if (!file) return;
      setFileName(file.fileName);
      onSource({ ticket: file.ticket });
    } catch (thrown) {
      onFault(asDeskFault(thrown));
    }
  };
  const drop = async (event: DragEvent): Promise<void> => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (!file) return;
    try {
      const dropped = await file.text();
      setFileName(file.name);
      onSource({ fileName: file.name.slice(0, 300), text: dropped });
    } catch (thrown) {
      onFault(asDeskFault(thrown));
    }
  };
  return (
    <div
      className={classNames('link-drop', over && 'link-drop-over')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => void drop(event)}
    >
      <p className="link-lead">
        <Button onClick={() => void choose()}>
          <FileUp size={14} aria-hidden />
          {text.chooseFile}
        </Button>
        <span className="muted">{over ? text.dropHere : fileName || text.lead}</span>
        {busy && <span role="status">{text.reading}</span>}
      </p>
      <TextArea label={text.orPaste} hint={text.pasteHint} mono rows={4} value={pasted} onValue={setPasted} />
      <p>
        <Button
          disabled={pasted.trim() === ''}
          onClick={() => {
            setFileName('');
            onSource({ fileName: 'pasted.csv', text: pasted });
          }}
        >
          {text.look}
        </Button>
      </p>
    </div>
  );
}
