import { countText } from '#renderer/app/format/count.ts';
import { registerText as text } from '#renderer/app/messages/en/link-register.ts';
import { PlainTable } from '#renderer/ui/plain-table.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { FollowedLink, Hop } from '#shared/domain/followed-link.ts';
import { arrivalOf, HARMLESS_FATES, type ParameterArrival } from '#shared/domain/link-arrival.ts';
import { toneOf } from './link-marks.ts';
import { MarkedText } from './marked-text.tsx';

/** Every address that was followed, with its answer, its time and what of the click it carries. */
export function Chain({
  followed,
  click,
}: {
  readonly followed: FollowedLink;
  readonly click: string | null;
}) {
  return (
    <Section title={text.addresses}>
      <PlainTable
        label={text.addresses}
        columns={[
          { title: text.hopNumber, end: true },
          { title: text.hopStatus },
          { title: text.hopTime, end: true },
          { title: text.hopAddress },
          { title: text.hopHas },
        ]}
      >
        {followed.hops.map((hop, place) => (
          <tr key={`${place} ${hop.url}`}>
            <td className="number table-number">{place + 1}</td>
            <td className="nowrap">
              <Answer hop={hop} />
            </td>
            <td className="number nowrap table-number">
              {hop.status === null ? '' : text.ms(countText(hop.ms))}
            </td>
            <td className="wrap-anywhere">
              <HopAddress url={hop.url} click={place === followed.clickHop ? click : null} />
              {hop.problem !== null && <p className="field-error">{hop.problem}</p>}
            </td>
            <td>
              {place === followed.clickHop && click !== null && (
                <Carried arrivals={arrivalOf(click, hop.url)} />
              )}
            </td>
          </tr>
        ))}
      </PlainTable>
      {followed.problem !== null && followed.hops.at(-1)?.problem !== followed.problem && (
        <p className="chain-end">{followed.problem}</p>
      )}
    </Section>
  );
}

function Answer({ hop }: { readonly hop: Hop }) {
  if (hop.status === null) {
    return hop.problem === null ? <Tag>{text.notAsked}</Tag> : <Tag tone="no">{text.noAnswer}</Tag>;
  }
  return <Tag tone={hop.status >= 400 ? 'no' : 'ok'}>{String(hop.status)}</Tag>;
}

/** An address; where it is the click, what was harmed on the way is marked in it. */
function HopAddress({ url, click }: { readonly url: string; readonly click: string | null }) {
  if (click === null) return <span className="mono">{url}</span>;
  const marks = arrivalOf(click, url).flatMap(({ name, fate, got }) => {
    if (got === null) return [];
    const at = new RegExp(`[?&]${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}=([^&#]*)`).exec(url);
    if (!at?.[1]) return [];
    const start = at.index + at[0].length - at[1].length;
    const tone = HARMLESS_FATES.has(fate) ? toneOf(name) : ('harmed' as const);
    return [{ start, end: start + at[1].length, tone }];
  });
  return <MarkedText text={url} marks={marks} />;
}

function Carried({ arrivals }: { readonly arrivals: readonly ParameterArrival[] }) {
  const harmed = arrivals.filter(({ fate }) => !HARMLESS_FATES.has(fate));
  if (harmed.length === 0) return <Tag tone="ok">{text.allHere}</Tag>;
  return (
    <>
      {harmed.map(({ name, fate }) => (
        <p key={name}>
          <Tag tone="no">{name}</Tag> {text.fates[fate]}
        </p>
      ))}
    </>
  );
}

/** Every parameter of the click: what the link says, what arrived, and what happened in between. */
export function Arrivals({ arrivals }: { readonly arrivals: readonly ParameterArrival[] }) {
  return (
    <Section title={text.parameters}>
      <PlainTable
        label={text.parameters}
        columns={[
          { title: text.parameter },
          { title: text.sent },
          { title: text.arrived },
          { title: text.fate },
        ]}
      >
        {arrivals.map(({ name, fate, expected, got }) => (
          <tr key={name}>
            <th scope="row">
              <span className={`mono mark mark-${toneOf(name)}`}>{name}</span>
            </th>
            <td className="wrap-anywhere">{expected ?? <span className="faint">{text.nothing}</span>}</td>
            <td className="wrap-anywhere">{got ?? <span className="faint">{text.nothing}</span>}</td>
            <td>
              <Tag tone={toneOfFate(fate)}>{text.fates[fate]}</Tag>
            </td>
          </tr>
        ))}
      </PlainTable>
    </Section>
  );
}

function toneOfFate(fate: ParameterArrival['fate']) {
  if (fate === 'whole') return 'ok';
  return HARMLESS_FATES.has(fate) ? 'info' : 'no';
}
