import { Fragment } from 'react';
import { Link } from 'wouter';
import { countText } from '#renderer/app/format/count.ts';
import { dateText, instantText } from '#renderer/app/format/instant.ts';
import { moneyText } from '#renderer/app/format/money.ts';
import { reconcileText as text } from '#renderer/app/messages/en/reconcile.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import '#renderer/ui/plain-table.css';
import { Section } from '#renderer/ui/section.tsx';
import type { ReconcileRun, ZoneTotals } from '#shared/ipc/reconcile.ts';
import { addressOfLines, ALL_DIFFERENT } from './line-view.ts';
import { sideNames } from './run-words.ts';

/** The triptych: the same days as each zone counts them, and which calls move across the border of a day. */
export function ZonesView({ run }: { readonly run: ReconcileRun }) {
  const zones = run.summary?.zones ?? [];
  const [first] = zones;
  const [name = ''] = sideNames(run);
  if (!first) return null;
  return (
    <div className="page-scroll reconcile-zones">
      <Section title={text.zonesTitle}>
        <p className="muted">{text.zonesText(name)}</p>
        {zones.length === 1 && <p>{text.oneZone}</p>}
        <div className="reconcile-triptych">
          {zones.map((zone, place) => (
            <ZonePanel key={zone.zone} run={run} zone={zone} place={place} first={first} />
          ))}
        </div>
      </Section>
      <Section title={text.daysTitle}>
        {first.days.length === 0 ? <p className="muted">{text.noDays}</p> : <Days zones={zones} />}
      </Section>
    </div>
  );
}

function ZonePanel(props: {
  readonly run: ReconcileRun;
  readonly zone: ZoneTotals;
  readonly place: number;
  readonly first: ZoneTotals;
}) {
  const { run, zone, place, first } = props;
  const moved = (inside: number, outside: number): string =>
    addressOfLines(run.id, { ...ALL_DIFFERENT, moves: { in: inside, notIn: outside } });
  return (
    <section className="reconcile-zone" aria-label={zone.zone}>
      <h3>{zone.zone}</h3>
      <p className="number reconcile-zone-sum">
        {zone.sums.length === 0 ? '–' : zone.sums.map((sum) => moneyText(sum)).join(' · ')}
      </p>
      <p>
        <span className="number strong">{countText(zone.calls)}</span> {text.zoneCalls.toLowerCase()}
      </p>
      <p className="muted number">
        {instantText(zone.from, 'UTC')} – {instantText(zone.to, 'UTC')} UTC
      </p>
      {place > 0 && zone.gained === 0 && zone.lost === 0 && <p className="muted">{text.zoneSame}</p>}
      {zone.gained > 0 && (
        <p>
          <Link href={moved(place, 0)}>{text.zoneGained(countText(zone.gained))}</Link>{' '}
          <span className="muted">{text.moves(zone.zone, first.zone)}</span>
        </p>
      )}
      {zone.lost > 0 && (
        <p>
          <Link href={moved(0, place)}>{text.zoneLost(countText(zone.lost))}</Link>{' '}
          <span className="muted">{text.moves(first.zone, zone.zone)}</span>
        </p>
      )}
    </section>
  );
}

function Days({ zones }: { readonly zones: readonly ZoneTotals[] }) {
  const [first] = zones;
  const currency = zones.flatMap(({ sums }) => sums)[0]?.currency ?? 'USD';
  const money = (amount: number): string => moneyText({ amount, currency });
  return (
    <table className="plain-table reconcile-days" aria-label={text.daysTitle}>
      <thead>
        <tr>
          <th scope="col">{text.day}</th>
          {zones.map(({ zone }) => (
            <th key={zone} scope="colgroup" colSpan={2} className="table-number">
              {zone}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {(first?.days ?? []).map(({ day, calls, amount }, place) => (
          <tr key={day}>
            <th scope="row" className="number">
              {dateText(day)}
            </th>
            {zones.map(({ zone, days }) => {
              const own = days[place];
              const differs = own?.calls !== calls || own.amount !== amount;
              const cell = classNames('table-number', differs && 'reconcile-differs');
              return (
                <Fragment key={zone}>
                  <td className={classNames(cell, 'reconcile-day-count')}>
                    {own ? countText(own.calls) : '–'}
                  </td>
                  <td className={cell}>{own && money(own.amount)}</td>
                </Fragment>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
