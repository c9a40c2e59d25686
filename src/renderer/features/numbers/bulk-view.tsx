import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { promoText as text } from '#renderer/app/messages/en/promo.ts';
import { Batch } from '#renderer/features/jobs/held-jobs.tsx';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, type DeskFault } from '#renderer/state/desk-fault.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { BackLink } from '#renderer/ui/back-link.tsx';
import { Button, buttonClass } from '#renderer/ui/button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { TextArea, TextInput } from '#renderer/ui/field.tsx';
import { ChoiceList, useTyped } from '#renderer/ui/filter/choice-list.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { Section } from '#renderer/ui/section.tsx';
import type { NetworkView } from '#shared/ipc/networks.ts';
import type { BulkField, BulkFile, BulkPlan } from '#shared/ipc/number-bulk.ts';
import { BulkPreview } from './bulk-preview.tsx';
import { NetworkChoice, NetworkNeeded } from './network-needed.tsx';
import { OrderFields } from './order-fields.tsx';
import { EMPTY_ORDER, faultsAt, orderOf } from './order-form.ts';
import { wholeWithin } from './pool-form.ts';
import { useInvoca } from './use-invoca.ts';

/** Many promo numbers at once: by a form or a file, every row checked before anything is asked for. */
export function BulkView() {
  const { networks, network, choose } = useInvoca();
  const [how, setHow] = useState<'form' | 'file'>('form');
  const [plan, setPlan] = useState<BulkPlan | null>(null);
  const [source, setSource] = useState<BulkFile['source'] | null>(null);
  const [batchId, setBatch] = useState<number | null>(null);
  const [fault, setFault] = useState<DeskFault>();
  const check = async (made: Promise<BulkPlan>): Promise<void> => {
    setFault(undefined);
    try {
      setPlan(await made);
    } catch (thrown) {
      setPlan(null);
      setFault(asDeskFault(thrown));
    }
  };
  const readFile = (from: BulkFile['source'], mapping: readonly BulkField[] | null): void => {
    if (!network) return;
    setSource(from);
    void check(
      ask('bulk.file', {
        networkId: network.id,
        source: from,
        mapping: mapping === null ? null : [...mapping],
        defaults: { mediaType: EMPTY_ORDER.mediaType, description: 'Number {n} of {offer} for {partner}' },
      }),
    );
  };
  return (
    <div className="page numbers">
      <PageHeader title={text.bulkTitle} actions={<BackLink to="/numbers/promo" label={text.back} />} />
      <div className="page-scroll bulk">
        {networks.data?.length === 0 && <NetworkNeeded />}
        {fault && <ErrorNote fault={fault} />}
        {network && batchId === null && (
          <>
            <NetworkChoice networks={networks.data ?? []} network={network} onChoose={choose} />
            <RadioGroup
              label={text.bulkHow}
              value={how}
              options={[
                { value: 'form', label: text.bulkByForm },
                { value: 'file', label: text.bulkByFile },
              ]}
              onValue={(next) => {
                setHow(next);
                setPlan(null);
              }}
            />
            {how === 'form' ? (
              <BulkFormFields
                network={network}
                onPlan={(made) => void check(made)}
                onChange={() => setPlan(null)}
              />
            ) : (
              <BulkFileFields onSource={(from) => readFile(from, null)} onFault={setFault} />
            )}
            {plan && (
              <BulkPreview
                key={plan.planId}
                plan={plan}
                onMapping={
                  how === 'file' && source !== null ? (mapping) => readFile(source, mapping) : undefined
                }
                onStarted={(id) => {
                  setBatch(id);
                  setPlan(null);
                }}
              />
            )}
          </>
        )}
        {batchId !== null && <BulkProgress batchId={batchId} onMore={() => setBatch(null)} />}
      </div>
    </div>
  );
}

function BulkFormFields(props: {
  readonly network: NetworkView;
  readonly onPlan: (plan: Promise<BulkPlan>) => void;
  readonly onChange: () => void;
}) {
  const [offerIds, setOffers] = useState<readonly string[]>([]);
  const [partnerIds, setPartners] = useState<readonly string[]>([]);
  const [count, setCount] = useState('20');
  const [order, setOrder] = useState(EMPTY_ORDER);
  const offersTyped = useTyped();
  const partnersTyped = useTyped();
  const offers = useRequest('catalogue.offers', offersTyped.asked).data;
  const partners = useRequest('catalogue.partners', partnersTyped.asked).data;
  const each = wholeWithin(count, 1, 10_000);
  const ready = offerIds.length > 0 && partnerIds.length > 0 && each !== null && faultsAt(order).size === 0;
  const changed = <V,>(set: (value: V) => void, value: V): void => {
    set(value);
    props.onChange();
  };
  const toggled = (ids: readonly string[], id: string, on: boolean): readonly string[] =>
    on ? [...ids, id] : ids.filter((one) => one !== id);
  return (
    <form
      className="numbers-form numbers-page-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready) return;
        const form = { networkId: props.network.id, offerIds: [...offerIds], partnerIds: [...partnerIds] };
        props.onPlan(ask('bulk.form', { ...form, count: each, order: orderOf(order) }));
      }}
    >
      <div className="numbers-pair bulk-choices">
        <div>
          <p className="field-label">{text.bulkOffers}</p>
          <ChoiceList
            label={text.bulkOffers}
            typed={offersTyped}
            chosen={offerIds}
            choices={offers
              ?.filter((offer) => offer.networkId === props.network.id)
              .map(({ offerId, name }) => ({ id: offerId, name }))}
            onToggle={(id, on) => changed(setOffers, toggled(offerIds, id, on))}
          />
        </div>
        <div>
          <p className="field-label">{text.bulkPartners}</p>
          <ChoiceList
            label={text.bulkPartners}
            typed={partnersTyped}
            chosen={partnerIds}
            choices={partners
              ?.filter((partner) => partner.networkId === props.network.id)
              .map(({ partnerId, name }) => ({ id: partnerId, name }))}
            onToggle={(id, on) => changed(setPartners, toggled(partnerIds, id, on))}
          />
        </div>
      </div>
      <TextInput
        label={text.bulkCount}
        error={each === null ? text.wrongWhole : null}
        inputMode="numeric"
        value={count}
        onValue={(typed) => changed(setCount, typed)}
      />
      <OrderFields form={order} onForm={(next) => changed(setOrder, next)} />
      <p>
        <Button type="submit" disabled={!ready}>
          {text.bulkCheck}
        </Button>
      </p>
    </form>
  );
}

function BulkFileFields(props: {
  readonly onSource: (source: BulkFile['source']) => void;
  readonly onFault: (fault: DeskFault) => void;
}) {
  const [pasted, setPasted] = useState('');
  const [fileName, setFileName] = useState('');
  const choose = async (): Promise<void> => {
    try {
      const file = await ask('bulk.chooseFile', {});
      if (!file) return;
      setFileName(file.fileName);
      props.onSource({ ticket: file.ticket });
    } catch (thrown) {
      props.onFault(asDeskFault(thrown));
    }
  };
  return (
    <div className="numbers-form numbers-page-form">
      <p>
        <Button onClick={() => void choose()}>
          <FileUp size={14} aria-hidden />
          {text.chooseFile}
        </Button>{' '}
        <span className="muted">{fileName}</span>
      </p>
      <TextArea label={text.orPaste} hint={text.pasteHint} mono rows={6} value={pasted} onValue={setPasted} />
      <p>
        <Button
          disabled={pasted.trim() === ''}
          onClick={() => props.onSource({ fileName: 'pasted.csv', text: pasted })}
        >
          {text.bulkCheck}
        </Button>
      </p>
    </div>
  );
}

function BulkProgress(props: { readonly batchId: number; readonly onMore: () => void }) {
  const { data, fault, reload } = useRequest('jobs.batch', { id: props.batchId });
  const save = async (): Promise<void> => {
    try {
      const { file } = await ask('bulk.saveResult', { batchId: props.batchId });
      if (file !== null) toast(text.saved(file));
    } catch (thrown) {
      reportFault(thrown);
    }
  };
  return (
    <Section title={text.progress}>
      {fault && <ErrorNote fault={fault} onRetry={reload} />}
      <ul>{data && <Batch batch={data} />}</ul>
      <p className="numbers-actions">
        <Button kind="primary" onClick={() => void save()}>
          {text.saveResult}
        </Button>
        <a className={buttonClass()} href={hashHref(`/numbers/promo?batch=${props.batchId}`)}>
          {text.showNumbers} {data && countText(data.total)}
        </a>
        <Button kind="quiet" onClick={props.onMore}>
          {text.anotherBulk}
        </Button>
      </p>
    </Section>
  );
}
