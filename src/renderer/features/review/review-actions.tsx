import { reviewText as text } from '#renderer/app/messages/en/review.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import type { ReviewItem } from './review-queue.ts';

/** What can be done about the conversion shown, each with its key. */
export function ReviewActions(props: {
  readonly item: ReviewItem;
  readonly busy: boolean;
  readonly keys: Readonly<Record<string, () => void>>;
}) {
  const { item, busy, keys } = props;
  const act = (key: string, label: string, kind: 'primary' | 'plain' | 'quiet') => (
    <Button
      key={key}
      kind={kind}
      size="large"
      disabled={busy}
      aria-keyshortcuts={key.toUpperCase()}
      onClick={keys[key]}
    >
      {label} <Kbd keys={key} />
    </Button>
  );
  return (
    <div className="review-actions" role="group" aria-label={text.what}>
      {item.conflict
        ? [act('d', text.keepDecision, 'primary'), act('t', text.takeNetwork, 'plain')]
        : [
            act('a', text.approve, 'primary'),
            act('r', text.reject, 'plain'),
            act('p', text.changePayout, 'plain'),
          ]}
      {item.why === 'unknown' && act('m', text.mapResult, 'plain')}
      {act('n', text.note, 'quiet')}
      {act('k', text.previous, 'quiet')}
      {act('j', text.next, 'quiet')}
      {act('o', text.open, 'quiet')}
    </div>
  );
}
