import { elapsedText } from '#renderer/app/format/duration.ts';
import { instantText } from '#renderer/app/format/instant.ts';
import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import type { PostDetail } from '#shared/ipc/send-lists.ts';

/** One posted message: what was sent, and every try with its answer. */
export function PostDialog(props: { readonly deliveryId: string | null; readonly onClose: () => void }) {
  const { deliveryId, onClose } = props;
  const { data } = useRequest('sendLists.post', deliveryId === null ? null : { deliveryId });
  const retry = async (id: string): Promise<void> => {
    try {
      await ask('sendLists.retryPost', { deliveryId: id });
      toast(text.retried);
    } catch (fault) {
      reportFault(fault);
    }
  };
  const settled = data && data.row.state !== 'accepted' && data.row.state !== 'sending';
  return (
    <Dialog
      open={deliveryId !== null && data !== undefined}
      onOpen={(next) => !next && onClose()}
      title={text.postTitle(data?.row.handle ?? '')}
      wide
      foot={
        <>
          <Button onClick={onClose}>{uiText.close}</Button>
          {settled && <Button onClick={() => void retry(data.row.deliveryId)}>{text.retryPost}</Button>}
        </>
      }
    >
      {data && <PostFacts post={data} />}
    </Dialog>
  );
}

function PostFacts({ post }: { readonly post: PostDetail }) {
  const zone = useTimeZone();
  return (
    <div className="post-facts">
      <p className="mono muted">{post.row.deliveryId}</p>
      <pre className="post-body mono wrap-anywhere" tabIndex={0} aria-label={text.body}>
        {JSON.stringify(JSON.parse(post.body), null, 2)}
      </pre>
      <ol>
        {post.tries.map((attempt) => (
          <li key={attempt.number}>
            <span className="strong">{text.attempt(attempt.number)}</span>{' '}
            <span className="number">{instantText(attempt.startedAt, zone)}</span>{' '}
            <span className="muted">{elapsedText(attempt.durationMs)}</span> {attempt.reason}
          </li>
        ))}
      </ol>
    </div>
  );
}
