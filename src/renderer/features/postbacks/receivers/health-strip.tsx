import { receiversText as text } from '#renderer/app/messages/en/receivers.ts';

/** The last attempts as a row of marks, oldest first: a full one was answered, a hollow one was not. */
export function HealthStrip({ recent }: { readonly recent: readonly boolean[] }) {
  const answered = recent.filter(Boolean).length;
  const words = text.health(answered, recent.length);
  if (recent.length === 0) return <span className="muted">{words}</span>;
  return (
    <span className="health" title={words}>
      <span className="health-marks" role="img" aria-label={words}>
        {recent.map((ok, place) => (
          // Marks have no identity but their place.
          <span key={`${place}`} className={ok ? 'health-mark' : 'health-mark health-mark-failed'} />
        ))}
      </span>
      <span className="muted number" aria-hidden>
        {text.answeredShort(answered, recent.length)}
      </span>
    </span>
  );
}
