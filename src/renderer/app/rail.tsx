import { Fragment } from 'react';
import { Link, useLocation } from 'wouter';
import { countText } from './format/count.ts';
import { frameText } from './messages/en/frame.ts';
import { digitOf, isAt, PLACES, type Place } from './places.ts';

/** How much needs a person, for each place that has such things. */
export type RailCounts = Readonly<Partial<Record<Place['id'], number>>>;

/** The left rail: every place, one click away, with how much needs a person there. */
export function Rail({ counts }: { readonly counts: RailCounts }) {
  const [path] = useLocation();
  return (
    <nav className="rail" aria-label={frameText.rail}>
      {PLACES.map((place) => (
        <Fragment key={place.id}>
          {place.apart && <hr />}
          <Link
            href={place.address}
            aria-current={isAt(place, path) ? 'page' : undefined}
            aria-keyshortcuts={keysOf(place)}
            draggable={false}
          >
            <place.icon size={16} strokeWidth={1.8} aria-hidden />
            {place.title}
            <Count count={counts[place.id] ?? 0} />
          </Link>
        </Fragment>
      ))}
    </nav>
  );
}

function Count({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <span className="rail-count number" title={frameText.needAPerson(count)}>
      {countText(count)}
    </span>
  );
}

function keysOf(place: Place): string {
  const digit = digitOf(place);
  return digit === null ? `G ${place.letter.toUpperCase()}` : `Alt+${digit}`;
}
