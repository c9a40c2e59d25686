import { useState } from 'react';
import { offersText as text } from '#renderer/app/messages/en/offers.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { Button } from '#renderer/ui/button.tsx';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Note } from '#renderer/ui/error-note.tsx';
import type { GoalView } from '#shared/ipc/goals.ts';
import type { OfferDetail } from '#shared/ipc/offers.ts';
import { PixelTest } from './pixel-test.tsx';

/** The code that counts a goal, where it goes, and a page to try it on. */
export function GoalCodeDialog(props: {
  readonly detail: OfferDetail;
  readonly goal: GoalView;
  readonly onClose: () => void;
}) {
  const { detail, goal, onClose } = props;
  const [testing, setTesting] = useState(false);
  const { placement, protocol } = goal;
  return (
    <Dialog
      open
      wide
      onOpen={(open) => !open && onClose()}
      title={testing ? text.testTitle(goal.name) : text.codeTitle(goal.name)}
      foot={
        <>
          {placement && !testing && <Button onClick={() => setTesting(true)}>{text.test}</Button>}
          <Button kind="primary" onClick={onClose}>
            {uiText.close}
          </Button>
        </>
      }
    >
      {placement === null && <Note>{text.noDomain}</Note>}
      {placement && testing && <PixelTest detail={detail} goal={goal} />}
      {placement && !testing && (
        <>
          <div>
            <div className="goal-code-head">
              <h3 className="section-title grow">{text.code}</h3>
              <CopyButton text={placement.code} what={text.theCode} />
            </div>
            <pre className="goal-code" tabIndex={0} aria-label={text.code}>
              {placement.code}
            </pre>
          </div>
          {placement.url !== placement.code && (
            <div>
              <div className="goal-code-head">
                <h3 className="section-title grow">{text.address}</h3>
                <CopyButton text={placement.url} what={text.theAddress} />
              </div>
              <p className="mono wrap-anywhere">{placement.url}</p>
            </div>
          )}
          {protocol !== 'pay_per_call' && (
            <div>
              <h3 className="section-title">{text.placementTitle}</h3>
              <ul className="goal-help">
                {text.placement[protocol].map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </div>
          )}
          <p className="muted">{text.testHint}</p>
        </>
      )}
    </Dialog>
  );
}
