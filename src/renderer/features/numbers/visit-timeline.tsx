import type { ReactNode } from 'react';
import { exactInstantText, instantText } from '#renderer/app/format/instant.ts';
import { phoneText } from '#renderer/app/format/phone.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { numbersText } from '#renderer/app/messages/en/numbers.ts';
import { visitsText as text } from '#renderer/app/messages/en/visits.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { SectionTitle } from '#renderer/ui/section-title.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { InformationList } from './session-information.tsx';
import { toneOfUpdate } from './session-words.ts';
import { visitEntries } from './visit-entries.ts';
import type { VisitEntry } from './visit-entries.ts';

/** The visit a number was given for, step by step; nothing for a number of no visit. */
export function VisitTimeline({ sessionNumberId }: { readonly sessionNumberId: number }) {
  const { data, fault, reload } = useRequest('visits.ofSession', { sessionNumberId });
  if (fault) return <ErrorNote fault={fault} onRetry={reload} />;
  if (!data) return null;
  const { visit } = data;
  return (
    <section>
      <SectionTitle>{text.visit}</SectionTitle>
      <p className="muted">
        {text.visitLine(visit.siteName, visit.steps)} ·{' '}
        <span className="mono wrap-anywhere">{visit.visitKey}</span>
      </p>
      <ol className="timeline" aria-label={text.visit}>
        {visitEntries(data).map((entry) => (
          <Line key={keyOf(entry)} entry={entry} shown={sessionNumberId} />
        ))}
      </ol>
    </section>
  );
}

function Line({ entry, shown }: { readonly entry: VisitEntry; readonly shown: number }) {
  const zone = useTimeZone();
  return (
    <li className={entry.kind === 'update' ? `timeline-${entry.update.state}` : undefined}>
      {told(entry, shown)}
      <p className="muted" title={exactInstantText(entry.at, zone)}>
        {instantText(entry.at, zone)}
      </p>
    </li>
  );
}

function told(entry: VisitEntry, shown: number): ReactNode {
  switch (entry.kind) {
    case 'step': {
      const { keywords, fields, place, carriedBy } = entry.step;
      return (
        <>
          <p>
            <b>{text.step(place)}</b>{' '}
            <span className="wrap-anywhere">{keywords === null ? text.sameWay : text.way(keywords)}</span>{' '}
            {carriedBy === null && <Tag tone="wait">{text.waitsToBeSent}</Tag>}
          </p>
          {fields['page'] !== undefined && <p className="muted wrap-anywhere">{fields['page']}</p>}
        </>
      );
    }
    case 'number': {
      const { number } = entry;
      return (
        <p>
          <b>{numberHeadline(number)}</b>{' '}
          {number.sessionNumberId !== shown && (
            <a href={hashHref(`/numbers/sessions/${number.sessionNumberId}`)}>{text.showNumber}</a>
          )}
        </p>
      );
    }
    case 'update': {
      const { update, steps } = entry;
      return (
        <>
          <p>
            <Tag tone={toneOfUpdate(update.state)}>{numbersText.updateStates[update.state]}</Tag>{' '}
            {steps === null
              ? numbersText.by(numbersText.origins[update.by])
              : `${text.update}: ${text.carries(steps.from, steps.to)}`}
            {update.versionAfter !== null && (
              <span className="muted"> · {text.version(update.versionAfter)}</span>
            )}
          </p>
          {update.reason !== '' && <p className="session-reason wrap-anywhere">{update.reason}</p>}
        </>
      );
    }
    case 'call': {
      const { call } = entry;
      return (
        <>
          <p>
            <b>{text.call(call.callerNumber === '' ? text.withheld : phoneText(call.callerNumber))}</b>{' '}
            <span className="muted">
              {numbersText.callStatus[call.status]} · {text.callBegan}
            </span>{' '}
            {call.late && <Tag tone="wait">{numbersText.late}</Tag>}
          </p>
          <InformationList information={call.information} />
        </>
      );
    }
    case 'ended':
      return <p>{text.ended[entry.by]}</p>;
  }
}

function numberHeadline({ display, turn }: { readonly display: string; readonly turn: number }): string {
  if (display === '') return text.numberAsked;
  return turn === 1 ? text.numberGiven(display) : text.numberSwapped(display);
}

function keyOf(entry: VisitEntry): string {
  switch (entry.kind) {
    case 'step':
      return `step-${entry.step.place}`;
    case 'number':
      return `number-${entry.number.sessionNumberId}`;
    case 'update':
      return `update-${entry.update.sessionNumberId}-${entry.update.seq}`;
    case 'call':
      return `call-${entry.call.id}`;
    case 'ended':
      return 'ended';
  }
}
