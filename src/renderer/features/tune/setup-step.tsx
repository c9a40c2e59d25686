import { tuneText as text } from '#renderer/app/messages/en/tune.ts';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { Note } from '#renderer/ui/error-note.tsx';
import './tune.css';

/** What to do in TUNE when it does not answer the address of this machine. */
export function SetupStep({ address }: { readonly address: string | null }) {
  return (
    <section aria-label={text.setupTitle}>
      <Note>
        <p>
          <b>{text.setupTitle}</b>
        </p>
        <p>{text.setupText}</p>
        <ol className="tune-steps">
          <li>{text.setupOpen}</li>
          {address === null ? (
            <li>{text.setupUnknown}</li>
          ) : (
            <li>
              {text.setupAdd} <span className="mono">{address}</span>{' '}
              <CopyButton text={address} what={text.setupCopy} />
            </li>
          )}
          <li>{text.setupAgain}</li>
        </ol>
      </Note>
    </section>
  );
}
