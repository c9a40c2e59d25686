import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useHashSearch } from '#renderer/app/hash-location.ts';
import { registerText as text } from '#renderer/app/messages/en/link-register.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, type DeskFault } from '#renderer/state/desk-fault.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote, Note } from '#renderer/ui/error-note.tsx';
import { TextArea } from '#renderer/ui/field.tsx';
import { arrivalOf } from '#shared/domain/link-arrival.ts';
import type { FollowAnswer } from '#shared/ipc/links.ts';
import { Arrivals, Chain } from './chain.tsx';
import { followAddress, linkOfSearch, savedOfSearch } from './link-address.ts';
import { VerdictMark } from './verdict-mark.tsx';

/** Where a link really leads: predicted beside followed, and every parameter that did not come through. */
export function FollowView() {
  const [, goTo] = useLocation();
  const search = useHashSearch();
  const link = linkOfSearch(search);
  const linkId = savedOfSearch(search);
  const [stopAtClick, setStop] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<DeskFault>();
  const [answer, setAnswer] = useState<{ readonly link: string; readonly answer: FollowAnswer }>();
  const asked = useRef(0);
  const follow = async (): Promise<void> => {
    asked.current += 1;
    const own = asked.current;
    setBusy(true);
    setFault(undefined);
    try {
      const came = await ask('links.follow', { link, linkId, stopAtClick });
      if (own === asked.current) setAnswer({ link, answer: came });
    } catch (thrown) {
      if (own === asked.current) setFault(asDeskFault(thrown));
    } finally {
      if (own === asked.current) setBusy(false);
    }
  };
  useEffect(() => {
    setAnswer(undefined);
    setFault(undefined);
  }, [link]);
  const shown = answer?.link === link ? answer.answer : null;
  return (
    <div className="page-scroll explain">
      <form
        className="follow-form"
        onSubmit={(event) => {
          event.preventDefault();
          void follow();
        }}
      >
        <TextArea
          label={text.followLink}
          hint={linkId === null ? text.followHint : `${text.followHint} ${text.keptWith}`}
          value={link}
          placeholder={text.followPlaceholder}
          rows={3}
          mono
          onValue={(typed) => goTo(followAddress(typed), { replace: true })}
        />
        <Checkbox
          label={text.stopAtClick}
          hint={text.stopAtClickHint}
          checked={stopAtClick}
          onChecked={setStop}
        />
        <p className="follow-actions">
          <Button kind="primary" type="submit" disabled={link.trim() === '' || busy}>
            {busy ? text.following : text.followNow}
          </Button>
          {busy && <Button onClick={() => void ask('links.stopFollow', {})}>{text.stop}</Button>}
        </p>
      </form>
      {fault && <ErrorNote fault={fault} />}
      {shown ? <Followed answer={shown} /> : <NothingYet busy={busy} />}
    </div>
  );
}

function NothingYet({ busy }: { readonly busy: boolean }) {
  return busy ? null : <EmptyState title={text.followEmpty}>{text.followEmptyText}</EmptyState>;
}

/** What following showed: the verdict, prediction and truth side by side, the addresses, the parameters. */
export function Followed({ answer }: { readonly answer: FollowAnswer }) {
  const { followed, click, verdict, reason } = answer;
  const hop = followed.clickHop === null ? undefined : followed.hops[followed.clickHop];
  const predictedHost = hostOf(followed.predicted);
  const gotHost = hostOf(hop?.url ?? null);
  return (
    <>
      <p className="follow-verdict" role="status">
        <VerdictMark verdict={verdict} /> <span>{reason === '' ? text.wholeText : reason}</span>
      </p>
      <dl className="layers">
        <dt>{text.predicted}</dt>
        <dd className="mono wrap-anywhere">
          {followed.predicted ?? <span className="muted">{text.predictedUnknown}</span>}
        </dd>
        <dt>{text.followed}</dt>
        <dd className={hop ? 'mono wrap-anywhere' : 'muted'}>{hop?.url ?? text.notReached}</dd>
      </dl>
      {predictedHost !== null && gotHost !== null && predictedHost !== gotHost && (
        <Note>{text.hostDiffers(predictedHost, gotHost)}</Note>
      )}
      <Chain followed={followed} click={click} />
      {click !== null && <Arrivals arrivals={arrivalOf(click, hop?.url ?? '')} />}
    </>
  );
}

function hostOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).host : null;
}
