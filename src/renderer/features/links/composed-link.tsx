import { useState } from 'react';
import { Link } from 'wouter';
import { linksText } from '#renderer/app/messages/en/links.ts';
import { Button, buttonClass } from '#renderer/ui/button.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { ariaShortcut, onMac } from '#renderer/ui/shortcut.ts';
import type { LinkExplanation } from '#shared/domain/link-explanation.ts';
import type { ComposedTrackingLink } from '#shared/domain/tracking-link.ts';
import type { ComposerField } from './field-faults.ts';
import { LayerList } from './layer-list.tsx';
import { followAddress } from './link-address.ts';
import { LinkChecks, type ShownFault } from './link-checks.tsx';
import { linkMarks } from './link-layers.ts';
import { LinkQr } from './link-qr.tsx';
import { MarkedText } from './marked-text.tsx';

/** The link the composer makes, what is in it, and what was found in it. */
export function ComposedLink(props: {
  readonly composed: ComposedTrackingLink;
  readonly explanation: LinkExplanation | null;
  readonly missing: readonly ComposerField[];
  readonly wholeAgain: boolean;
  /** What the records say of it. */
  readonly standing: readonly ShownFault[];
  readonly onCopy: () => void;
  readonly onSave: () => void;
}) {
  const { composed, explanation, missing } = props;
  const [qr, setQr] = useState(false);
  return (
    <div className="compose-result">
      <Panel
        title={linksText.link}
        actions={
          <>
            {composed.ok && (
              <>
                <Button kind="quiet" onClick={() => setQr(true)}>
                  {linksText.qr}
                </Button>
                <Link className={buttonClass('quiet')} href={followAddress(composed.link)}>
                  {linksText.followThis}
                </Link>
              </>
            )}
            <Button onClick={props.onSave} aria-keyshortcuts={ariaShortcut('mod+s', onMac())}>
              {linksText.save}
            </Button>
            <Button
              kind="primary"
              onClick={props.onCopy}
              aria-keyshortcuts={ariaShortcut('mod+enter', onMac())}
            >
              {linksText.copy} <Kbd keys="mod+enter" />
            </Button>
          </>
        }
      >
        {composed.ok && explanation ? (
          <output className="composed-link">
            <MarkedText text={composed.link} marks={linkMarks(explanation)} />
          </output>
        ) : (
          <output className="composed-link muted">
            {missing.length > 0 ? linksText.stillNeeded(missing) : linksText.notYet}
          </output>
        )}
      </Panel>
      {qr && composed.ok && <LinkQr link={composed.link} onClose={() => setQr(false)} />}
      {composed.ok && explanation && (
        <>
          <LayerList explanation={explanation} />
          <LinkChecks
            faults={[...explanation.faults, ...props.standing]}
            notes={composed.changed.map((change) =>
              change === 'us_replaced' ? linksText.usReplaced : linksText.fragmentRemoved,
            )}
            wholeAgain={props.wholeAgain}
          />
        </>
      )}
    </div>
  );
}
