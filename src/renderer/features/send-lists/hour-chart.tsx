import { dayText, shortInstantText } from '#renderer/app/format/instant.ts';
import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import type { HourResult } from '#shared/ipc/send-lists.ts';
import { chartHours } from './chart-hours.ts';

const HEIGHT = 96;

/** Calls by the hour they began in, orders at the foot of each bar; each bar says its figures. */
export function HourChart({ hours, zone }: { readonly hours: readonly HourResult[]; readonly zone: string }) {
  const shown = chartHours(hours);
  const most = Math.max(1, ...shown.map(({ calls }) => calls));
  const total = (pick: (hour: HourResult) => number): number =>
    hours.reduce((sum, hour) => sum + pick(hour), 0);
  const every = Math.ceil(shown.length / 12);
  return (
    <figure>
      <figcaption className="hour-key">
        <span>
          {text.hourChart(
            total(({ calls }) => calls),
            total(({ orders }) => orders),
            hours.length,
          )}
        </span>
        <span className="hour-mark hour-mark-calls">{text.keyCalls}</span>
        <span className="hour-mark hour-mark-orders">{text.keyOrders}</span>
      </figcaption>
      <ol className="hours">
        {shown.map((hour, place) => {
          const [calls, orders] = [(HEIGHT * hour.calls) / most, (HEIGHT * hour.orders) / most];
          const at = shortInstantText(hour.at, zone, hour.at);
          const words = text.hourOf(`${dayText(hour.at, zone)} ${at}`, hour.calls, hour.orders);
          return (
            <li key={hour.at} title={words}>
              <span className="visually-hidden">{words}</span>
              <svg viewBox={`0 0 10 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
                <rect className="hour-calls" x="0" y={HEIGHT - calls} width="10" height={calls} />
                <rect className="hour-orders" x="0" y={HEIGHT - orders} width="10" height={orders} />
                <rect className="strip-floor" x="0" y={HEIGHT - 1} width="10" height="1" />
              </svg>
              <span className="hour-name number" aria-hidden>
                {place % every === 0 ? at : ''}
              </span>
            </li>
          );
        })}
      </ol>
    </figure>
  );
}
