import { countText } from '#renderer/app/format/count.ts';
import { agoText, durationText } from '#renderer/app/format/duration.ts';
import { instantText, timeText } from '#renderer/app/format/instant.ts';
import { postbacksText } from '#renderer/app/messages/en/postbacks.ts';
import { receiversText as text } from '#renderer/app/messages/en/receivers.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useNow } from '#renderer/state/now.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Note } from '#renderer/ui/error-note.tsx';
import { Fact } from '#renderer/ui/fact.tsx';
import '#renderer/ui/facts.css';
import { Panel } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { ReceiverView } from '#shared/ipc/postbacks.ts';
import { toneOfVerdict } from '../delivery-tone.ts';
import { HealthStrip } from './health-strip.tsx';
import { deliveriesAt, NOT_ACCEPTED, QUEUED } from './receiver-address.ts';

/** How a receiver stands: whether it takes anything, why not, what waits, how the last attempts went. */
export function ReceiverStanding({ view }: { readonly view: ReceiverView }) {
  const now = useNow(30_000);
  const { receiver, waiting, failing, accepted, lastVerdict, lastAttemptAt } = view;
  return (
    <Panel title={text.standing} actions={<a href={deliveriesAt(receiver, [])}>{text.seeDeliveries}</a>}>
      <div className="receiver-standing">
        {view.breaker.openedAt !== null && <OpenBreaker view={view} />}
        <dl className="facts receiver-facts">
          <Fact label={text.stateFact}>
            <State view={view} />
          </Fact>
          <Fact label={text.lastAttempts}>
            <HealthStrip recent={view.recent} />
          </Fact>
          <Fact label={text.lastResult}>
            {lastVerdict === null ? (
              <span className="muted">{postbacksText.neverTried}</span>
            ) : (
              <Tag tone={toneOfVerdict(lastVerdict)}>{postbacksText.verdicts[lastVerdict]}</Tag>
            )}
            {lastAttemptAt !== null && <span className="muted">{agoText(lastAttemptAt, now)}</span>}
          </Fact>
          <Fact label={text.queue}>
            <a href={deliveriesAt(receiver, QUEUED)} className="number">
              {countText(waiting)}
            </a>
          </Fact>
          <Fact label={text.accepted}>
            <a href={deliveriesAt(receiver, ['accepted'])} className="number">
              {countText(accepted)}
            </a>
          </Fact>
          <Fact label={text.failing}>
            <a href={deliveriesAt(receiver, NOT_ACCEPTED)} className="number">
              {countText(failing)}
            </a>
          </Fact>
        </dl>
      </div>
    </Panel>
  );
}

function State({ view }: { readonly view: ReceiverView }) {
  if (view.paused) {
    return (
      <>
        <Tag tone="wait">{postbacksText.paused}</Tag>
        <span className="muted">{view.pausedReason || text.pausedByHand}</span>
      </>
    );
  }
  if (view.breaker.openedAt !== null) return <Tag tone="no">{text.open}</Tag>;
  return <Tag tone="ok">{text.fine}</Tag>;
}

function OpenBreaker({ view }: { readonly view: ReceiverView }) {
  const zone = useTimeZone();
  const now = useNow(1000);
  const { receiver, breaker } = view;
  const { openedAt, reason, probes, nextProbeAt } = breaker;
  const probe = (): void => {
    ask('receivers.probe', { receiver }).then(() => toast(text.probed), reportFault);
  };
  return (
    <Note>
      <p>{text.openText}</p>
      <dl className="facts receiver-facts">
        {openedAt !== null && <Fact label={text.openSince}>{instantText(openedAt, zone)}</Fact>}
        <Fact label={text.openBecause}>
          <span className="wrap-anywhere">{reason}</span>
        </Fact>
        <Fact label={text.probesFailed}>{countText(probes)}</Fact>
        {nextProbeAt !== null && (
          <Fact label={text.nextProbe}>
            <span className="number">
              {nextProbeAt > now
                ? postbacksText.dueIn(durationText((nextProbeAt - now) / 1000), timeText(nextProbeAt, zone))
                : postbacksText.dueNow}
            </span>
          </Fact>
        )}
      </dl>
      <Button size="small" onClick={probe}>
        {text.probe}
      </Button>
    </Note>
  );
}
