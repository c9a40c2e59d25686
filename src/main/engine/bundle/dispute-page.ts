import { createHash } from 'node:crypto';
import { decimalText } from '#shared/domain/money.ts';
import type { SubIdOrigin } from '#shared/domain/sub-ids.ts';
import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import type { HistoryEntry } from '#shared/ipc/conversions.ts';
import type { DeliveryDetail } from '#shared/ipc/postbacks.ts';
import { zonedInstant } from '../exports/zoned-instant.ts';
import type { DisputeRecord } from '../ports/history-store.ts';
import { callersIn, linesIn, maskedRow, masking } from './masking.ts';
import type { Masking } from './masking.ts';
import { facts, html, table, verbatim } from './page-parts.ts';
import type { Html } from './page-parts.ts';
import { PAGE_STYLE } from './page-style.ts';

/** The content, over whose bytes the fingerprint is taken, stands between these two. */
const CONTENT_BEGINS = '<!--content-->';
const CONTENT_ENDS = '<!--/content-->';

const ORIGINS: Readonly<Record<SubIdOrigin, string>> = {
  ring_pool: 'the ring pool',
  number: 'the number itself',
  link: 'the links registered for the number',
  ambiguous: 'nowhere: its links disagree',
  none: 'nowhere: not set',
};

/**
 * A conversion as one page of HTML that needs nothing else: no script, no request, nothing to change. The content is the
 * same bytes for the same records and zone; only its head tells when it was made.
 */
export function disputePage(
  record: DisputeRecord,
  made: { readonly zone: string; readonly at: number },
): string {
  const content = contentOf(record, made.zone).html;
  const fingerprint = createHash('sha256').update(content, 'utf8').digest('hex');
  const style = createHash('sha256').update(PAGE_STYLE, 'utf8').digest('base64');
  const { invocaId } = record.detail.row;
  const policy = `default-src 'none'; style-src 'sha256-${style}'; base-uri 'none'; form-action 'none'`;
  const head = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="referrer" content="no-referrer" />
        <meta name="viewport" content="width=device-width" />
        <title>Dispute bundle ${invocaId}</title>
      </head>
    </html> `.html;
  const top = html`</head>
<body>
<header>
<h1>Dispute bundle</h1>
<p class="call">Call ${invocaId}</p>
${facts([
  ['Made', `${zonedInstant(made.at, made.zone)} by Switchboard`],
  ['Fingerprint of the content', html`<code>${fingerprint}</code>`],
  ['Newest digest of the workspace', html`<code>${record.head ?? 'none yet'}</code>`],
])}
</header>
`.html;
  const foot = html`<footer>
<h2>How to check this file</h2>
<p>The fingerprint is the SHA-256 of all bytes between the comments “content” and “/content” of this file.</p>
<p>An entry’s digest is the SHA-256 of its covered text in UTF-8, which begins with the digest before it. A changed entry has
another digest, and so have all after it in its workspace. Where a caller’s number was masked inside a covered text, only the
owner of the workspace can repeat its digest. The newest digest, once noted by both sides, proves later that no entry before
it was changed.</p>
</footer>
</body>
</html>
`.html;
  return `${head}<style>${PAGE_STYLE}</style>\n${top}${CONTENT_BEGINS}${content}${CONTENT_ENDS}\n${foot}`;
}

function contentOf(record: DisputeRecord, zone: string): Html {
  const { row, callerNumber, transactions } = record.detail;
  const callers = [callerNumber, ...transactions.flatMap(({ raw }) => callersIn(raw))];
  const mask = masking(callers, [row.number, ...transactions.flatMap(({ raw }) => linesIn(raw))]);
  const time = (instant: number | null): string => (instant === null ? '' : zonedInstant(instant, zone));
  return html`
    <main>
      <p class="note">
        All times are on the clock of ${zone}, each with its distance from UTC. Callers’ numbers are masked
        everywhere but for their last two digits; secrets are blanked.
      </p>
      ${conversionPart(record, mask, time)}${subIdsPart(record, mask)}${historyPart(record, mask, time)}${deliveriesPart(record, mask, time)}${rowsPart(record, mask, time)}
    </main>
  `;
}

type Time = (instant: number | null) => string;

function conversionPart({ detail, networkKey, workspaceId }: DisputeRecord, mask: Masking, time: Time): Html {
  const { row } = detail;
  const money = (amount: number): string =>
    `${decimalText({ amount, currency: row.currency })} ${row.currency}`;
  const named = (name: string, id: string): string => [name, id].filter((part) => part !== '').join(' · ');
  return html`<h2>Conversion</h2>
    ${facts([
      ['Invoca id', mask(row.invocaId)],
      ['Status', row.status],
      ['Result of the network', mask(row.rawResult)],
      ['Payout', money(row.payout)],
      ['Revenue', money(row.revenue)],
      ['Call started', time(row.callStartedAt) || 'not told'],
      ['Duration', row.durationSeconds === null ? '' : `${row.durationSeconds} s`],
      ['Connected', detail.connectSeconds === null ? '' : `${detail.connectSeconds} s`],
      ['Partner', mask(named(row.partnerName, row.partnerId))],
      ['Offer', mask(named(row.offerName, row.offerId))],
      ['Number called', row.number],
      ['Caller', mask(detail.callerNumber)],
      ['Place of the caller', mask(named(detail.city, detail.region))],
      ['Advertiser', mask(detail.advertiserId)],
      ['Virtual line', mask(detail.virtualLineId)],
      ['Network', mask(named(row.networkName, networkKey))],
      ['Workspace', workspaceId],
    ])}`;
}

function subIdsPart({ detail }: DisputeRecord, mask: Masking): Html {
  return html`<h2>Sub ids, and where each came from</h2>
    ${table(
      ['Name', 'Value', 'From'],
      SUB_ID_NAMES.map((name) => [
        name,
        mask(detail.subIds[name].value),
        ORIGINS[detail.subIds[name].origin],
      ]),
    )}`;
}

const STATES = {
  holds: 'Every entry follows from the one before it in the workspace.',
  broken:
    'THE CHAIN IS BROKEN: an entry of this history was altered, taken away or put in from outside the app.',
  pending: 'The newest entries are not sealed yet.',
} as const;

function historyPart({ detail, links }: DisputeRecord, mask: Masking, time: Time): Html {
  const { currency } = detail.row;
  const change = (before: string | null, after: string): string =>
    before === null || before === after ? after : `${before} → ${after}`;
  const money = (before: number | null, after: number): string =>
    change(
      before === null ? null : decimalText({ amount: before, currency }),
      decimalText({ amount: after, currency }),
    );
  const cells = (entry: HistoryEntry, index: number): readonly (string | Html)[] => {
    const link = links[index];
    return [
      String(link?.seq ?? index + 1),
      time(entry.at),
      causeOf(entry, mask),
      change(entry.statusBefore, entry.statusAfter),
      mask(change(entry.resultBefore, entry.resultAfter)),
      `${money(entry.payoutBefore, entry.payoutAfter)} ${currency}`,
      `${money(entry.revenueBefore, entry.revenueAfter)} ${currency}`,
    ];
  };
  const digests = links.map(
    (link) =>
      html`<h3>
          Entry ${link.seq}${link.position === null ? '' : `, place ${link.position} of the workspace`}
        </h3>
        ${facts([
          ['Digest', html`<code>${link.digest ?? 'not sealed yet'}</code>`],
          ['Digest before it', html`<code>${link.digestBefore ?? 'none'}</code>`],
          ['Covered text', link.text === null ? '' : verbatim(mask(link.text))],
        ])}`,
  );
  return html`<h2>History</h2>
    <p class="${detail.chain}">${STATES[detail.chain]}</p>
    ${table(['Entry', 'Time', 'Cause', 'Status', 'Result', 'Payout', 'Revenue'], detail.history.map(cells))}
    ${digests}`;
}

function causeOf(entry: HistoryEntry, mask: Masking): string {
  const cause = entry.cause.replaceAll('_', ' ');
  const by = entry.transactionId === null ? '' : `, transaction ${entry.transactionId}`;
  const of = entry.correctsId === null ? '' : `, corrects ${entry.correctsId}`;
  const who = entry.author === null ? '' : ` by ${entry.author}`;
  const why = entry.reason === null ? '' : `: ${entry.reason}`;
  return mask(`${cause}${by}${of}${who}${why}`);
}

function deliveriesPart({ deliveries }: DisputeRecord, mask: Masking, time: Time): Html {
  return html`<h2>Postbacks</h2>
    ${deliveries.length === 0 ? html`<p class="none">None was owed.</p>` : deliveries.map((one) => deliveryPart(one, mask, time))}`;
}

function deliveryPart({ row, origins, attempts }: DeliveryDetail, mask: Masking, time: Time): Html {
  return html`<section>
    <h3>Delivery ${row.deliveryId}</h3>
    ${facts([
      ['Receiver', mask(row.receiver)],
      ['Template', mask(row.templateName)],
      ['Tells', row.meaning],
      ['State', row.state.replaceAll('_', ' ')],
      ['Owed', time(row.createdAt)],
      ['Next attempt', time(row.dueAt)],
      ['Finished', time(row.finishedAt)],
      ['Last reason', mask(row.lastReason)],
      ['Request', verbatim(mask(row.url))],
    ])}
    ${
      origins.length === 0
        ? html``
        : table(
            ['Macro', 'Value', 'From'],
            origins.map(({ macro, value, origin }) => [macro, mask(value), mask(origin)]),
          )
    }
    ${attempts.map(
      (attempt) =>
        html`<h4>Attempt ${attempt.number}</h4>
          ${facts([
            ['Sent', `${time(attempt.startedAt)}, answered after ${attempt.durationMs} ms`],
            ['Verdict', `${attempt.verdict.replaceAll('_', ' ')}: ${mask(attempt.reason)}`],
            ['Request', verbatim(mask(attempt.url))],
            ['Request headers', verbatim(mask(attempt.requestHeaders))],
            ['Answer', attempt.httpStatus === null ? 'none' : `HTTP ${attempt.httpStatus}`],
            ['Answer headers', verbatim(mask(attempt.responseHeaders))],
            ['Answer body, its beginning', verbatim(mask(attempt.bodyStart))],
          ])}`,
    )}
  </section> `;
}

function rowsPart({ detail }: DisputeRecord, mask: Masking, time: Time): Html {
  return html`<h2>Transactions as received</h2>
    ${detail.transactions.map(
      ({ transactionId, type, correctsId, receivedAt, waiting, raw }) =>
        html`<section>
          <h3>${mask(transactionId)}</h3>
          ${facts([
            ['Kind', mask(type)],
            ['Received', time(receivedAt)],
            ['Corrects', mask(correctsId ?? '')],
            ['Waits', waiting ? 'for the row it corrects' : ''],
          ])}
          ${verbatim(mask(maskedRow(raw)))}
        </section> `,
    )}`;
}
