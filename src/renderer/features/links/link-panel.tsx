import { useState } from 'react';
import { useLocation } from 'wouter';
import { instantText } from '#renderer/app/format/instant.ts';
import { phoneText } from '#renderer/app/format/phone.ts';
import { registerText as text } from '#renderer/app/messages/en/link-register.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { Fact } from '#renderer/ui/fact.tsx';
import { SectionTitle } from '#renderer/ui/section-title.tsx';
import { SidePanel } from '#renderer/ui/split-view.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import type { LinkDetail, LinkRow } from '#shared/ipc/links.ts';
import { linksText } from '#renderer/app/messages/en/links.ts';
import { formOfLink } from './composer-form.ts';
import { fillComposer } from './composer-state.ts';
import { explainAddress, followAddress } from './link-address.ts';
import { LinkChecksHistory } from './link-checks-history.tsx';
import { toneOf } from './link-marks.ts';
import { LinkPlaces } from './link-places.tsx';
import { LinkQr } from './link-qr.tsx';
import { STATE_TONES } from './register-columns.tsx';

/** One saved link beside the register: what it is, where it is used, what its checks showed. */
export function LinkPanel(props: { readonly id: number; readonly onClose: () => void }) {
  const { data, fault, reload } = useRequest('links.detail', { id: props.id });
  return (
    <SidePanel
      label={text.panel}
      title={data ? phoneText(data.row.number) : uiText.loading}
      closeLabel={text.closePanel}
      onClose={props.onClose}
    >
      {fault && <ErrorNote fault={fault} onRetry={reload} />}
      {data && <SavedLink detail={data} onRemoved={props.onClose} />}
    </SidePanel>
  );
}

function SavedLink({ detail, onRemoved }: { readonly detail: LinkDetail; readonly onRemoved: () => void }) {
  const { row } = detail;
  const [, goTo] = useLocation();
  const [qr, setQr] = useState(false);
  return (
    <>
      <p className="link-standing">
        <Tag tone={STATE_TONES[row.state]}>{text.states[row.state]}</Tag>
        {row.numberEnded && <Tag tone="no">{text.numberEnded}</Tag>}
      </p>
      <Facts row={row} />
      <div className="link-actions">
        <Button onClick={() => goTo(followAddress(row.link, row.id))}>{text.follow}</Button>
        <Button onClick={() => setQr(true)}>{text.qr}</Button>
        <Button onClick={() => goTo(explainAddress(row.link))}>{text.explain}</Button>
        <Button
          onClick={() => {
            fillComposer(formOfLink(row));
            goTo('/links');
          }}
        >
          {text.open}
        </Button>
        <Button kind="quiet" onClick={() => void removeLink(row, onRemoved)}>
          {text.remove}
        </Button>
      </div>
      <SectionTitle>{text.places}</SectionTitle>
      <LinkPlaces linkId={row.id} places={detail.places} />
      <SectionTitle>{text.checks}</SectionTitle>
      <LinkChecksHistory detail={detail} />
      {qr && <LinkQr link={row.link} onClose={() => setQr(false)} />}
    </>
  );
}

function Facts({ row }: { readonly row: LinkRow }) {
  const zone = useTimeZone();
  return (
    <dl className="facts">
      <Fact label={text.link}>
        <span className="mono wrap-anywhere">{row.link}</span>
        <CopyButton text={row.link} what={linksText.copyWhat} />
      </Fact>
      <Fact label={text.partner}>
        {row.partnerName} <span className="mono faint">{row.partnerId}</span>
      </Fact>
      <Fact label={text.offer}>
        {row.offerName} <span className="mono faint">{row.offerId}</span>
      </Fact>
      {SUB_ID_NAMES.filter((name) => row.subIds[name] !== '').map((name) => (
        <Fact key={name} label={<span className={`mono mark mark-${toneOf(name)}`}>{name}</span>}>
          <span className="wrap-anywhere">{row.subIds[name]}</span>
        </Fact>
      ))}
      {row.note !== '' && (
        <Fact label={text.note}>
          <span className="wrap-anywhere">{row.note}</span>
        </Fact>
      )}
      <Fact label={text.saved}>{instantText(row.createdAt, zone)}</Fact>
    </dl>
  );
}

async function removeLink(link: LinkRow, onRemoved: () => void): Promise<void> {
  try {
    await ask('links.remove', { id: link.id });
    onRemoved();
    toast(text.removed, {
      label: text.undo,
      run: () => {
        ask('links.restore', { id: link.id }).then(() => toast(text.restored), reportFault);
      },
    });
  } catch (fault) {
    reportFault(fault);
  }
}
