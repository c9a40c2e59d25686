import { shortInstantText } from '#renderer/app/format/instant.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { visitsText as text } from '#renderer/app/messages/en/visits.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { PlainTable } from '#renderer/ui/plain-table.tsx';
import { Tag } from '#renderer/ui/tag.tsx';

const SHOWN = 10;

/** The last visits sites told of; each leads to its number. */
export function RecentVisits() {
  const { data } = useRequest('visits.recent', { limit: SHOWN });
  const zone = useTimeZone();
  const now = useNow(60_000);
  if (!data || data.length === 0) return null;
  const { visitColumns: columns } = text;
  return (
    <section className="drill-down-visits">
      <h3 className="part-title">{text.recent}</h3>
      <PlainTable
        label={text.recent}
        columns={[
          { title: columns.started },
          { title: columns.site },
          { title: columns.state },
          { title: columns.steps, end: true },
          { title: columns.keywords },
          { title: columns.number },
        ]}
      >
        {data.map((visit) => (
          <tr key={visit.id}>
            <td>{shortInstantText(visit.startedAt, zone, now)}</td>
            <td className="wrap-anywhere">{visit.siteName}</td>
            <td>
              <Tag tone={visit.state === 'open' ? 'ok' : 'plain'}>{text.states[visit.state]}</Tag>
            </td>
            <td className="table-number">{visit.steps}</td>
            <td className="wrap-anywhere">{visit.keywords.join(' › ') || text.noKeywords}</td>
            <td>
              {visit.number ? (
                <a href={hashHref(`/numbers/sessions/${visit.number.sessionNumberId}`)}>
                  {visit.number.display || text.noNumber}
                </a>
              ) : (
                text.noNumber
              )}
            </td>
          </tr>
        ))}
      </PlainTable>
    </section>
  );
}
