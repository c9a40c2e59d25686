import { Pencil, SearchCode, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { LinkView } from '#shared/ipc/links.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import { exactInstantText, shortInstantText } from '#renderer/app/format/instant.ts';
import { phoneText } from '#renderer/app/format/phone.ts';
import { linksText } from '#renderer/app/messages/en/links.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useNow } from '#renderer/state/now.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { draftOfLink, formOfLink } from './composer-form.ts';
import { fillComposer } from './composer-state.ts';
import { explainAddress } from './link-address.ts';
import { toneOf } from './link-marks.ts';

/** How many saved links are asked for at once. */
export const PAGE_LINKS = 50;

/** A page of saved links, and below it the older ones once they are asked for. */
export function SavedRows({ rows, text }: { readonly rows: readonly LinkView[]; readonly text: string }) {
  const [more, setMore] = useState(false);
  const last = rows.at(-1);
  return (
    <>
      <tbody>
        {rows.map((link) => (
          <SavedRow key={link.id} link={link} />
        ))}
        {rows.length === PAGE_LINKS && !more && (
          <tr>
            <td colSpan={6}>
              <Button kind="quiet" onClick={() => setMore(true)}>
                {linksText.older}
              </Button>
            </td>
          </tr>
        )}
      </tbody>
      {more && last && <OlderRows before={last.id} text={text} />}
    </>
  );
}

function OlderRows({ before, text }: { readonly before: number; readonly text: string }) {
  const page = useRequest('links.list', { ...(text === '' ? {} : { text }), before, limit: PAGE_LINKS });
  return page.data && page.data.rows.length > 0 ? <SavedRows rows={page.data.rows} text={text} /> : null;
}

function SavedRow({ link }: { readonly link: LinkView }) {
  const [, goTo] = useLocation();
  const zone = useTimeZone();
  const now = useNow(60_000);
  const open = (): void => {
    fillComposer(formOfLink(link));
    goTo('/links');
  };
  return (
    <tr>
      <td className="nowrap">
        <span className="mono">{phoneText(link.number)}</span>
        {link.numberEnded && (
          <p title={linksText.numberEndedHint}>
            <Tag tone="no">{linksText.numberEnded}</Tag>
          </p>
        )}
      </td>
      <td>
        {link.partnerName || uiText.none} <span className="mono faint">{link.partnerId}</span>
      </td>
      <td>
        {link.offerName || uiText.none} <span className="mono faint">{link.offerId}</span>
        {link.note !== '' && <p className="muted wrap-anywhere">{link.note}</p>}
      </td>
      <td className="saved-sub-ids">
        {SUB_ID_NAMES.filter((name) => link.subIds[name] !== '').map((name) => (
          <span key={name} className="saved-sub-id wrap-anywhere">
            <span className={`mono mark mark-${toneOf(name)}`}>{name}</span> {link.subIds[name]}
          </span>
        ))}
      </td>
      <td className="number nowrap" title={exactInstantText(link.createdAt, zone)}>
        {shortInstantText(link.createdAt, zone, now)}
      </td>
      <td className="row-actions">
        <CopyButton text={link.link} what={linksText.copyWhat} />
        <IconButton
          size="small"
          label={linksText.reopen}
          icon={<Pencil size={13} aria-hidden />}
          onClick={open}
        />
        <IconButton
          size="small"
          label={linksText.explainThis}
          icon={<SearchCode size={13} aria-hidden />}
          onClick={() => goTo(explainAddress(link.link))}
        />
        <IconButton
          size="small"
          label={linksText.remove}
          icon={<Trash2 size={13} aria-hidden />}
          onClick={() => void removeLink(link)}
        />
      </td>
    </tr>
  );
}

async function removeLink(link: LinkView): Promise<void> {
  try {
    await ask('links.remove', { id: link.id });
    toast(linksText.removed, {
      label: linksText.undo,
      run: () => {
        ask('links.save', draftOfLink(link)).then(() => toast(linksText.restored), reportFault);
      },
    });
  } catch (fault) {
    reportFault(fault);
  }
}
