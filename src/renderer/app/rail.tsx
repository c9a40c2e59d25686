import { Fragment } from 'react';
import { Link, useLocation } from 'wouter';
import { frameText } from './messages/en/frame.ts';
import { isAt, PLACES } from './places.ts';

/** The left rail: every place, one click away. */
export function Rail() {
  const [path] = useLocation();
  return (
    <nav className="rail" aria-label={frameText.rail}>
      {PLACES.map((place, index) => (
        <Fragment key={place.id}>
          {place.apart && <hr />}
          <Link
            href={place.address}
            aria-current={isAt(place, path) ? 'page' : undefined}
            aria-keyshortcuts={index < 9 ? `Alt+${index + 1}` : `G ${place.letter.toUpperCase()}`}
            draggable={false}
          >
            <place.icon size={16} strokeWidth={1.8} aria-hidden />
            {place.title}
          </Link>
        </Fragment>
      ))}
    </nav>
  );
}
