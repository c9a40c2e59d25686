import { useRef } from 'react';
import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Note } from '#renderer/ui/error-note.tsx';
import { TextArea } from '#renderer/ui/field.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { TemplateFault } from '#shared/domain/template-check.ts';
import { MacroPalette } from './macro-palette.tsx';
import { isOnThisMachine, receiverOfUrl } from './receiver-of-url.ts';
import { withMacro } from './template-form.ts';
import { hasPlace } from './url-marks.ts';
import { UrlText } from './url-text.tsx';

/** The URL of a template: typed, read back with its macros and faults marked, and macros to put into it. */
export function TemplateUrl(props: {
  readonly url: string;
  readonly faults: readonly TemplateFault[];
  readonly tried: boolean;
  readonly onUrl: (url: string) => void;
}) {
  const { url, faults, tried, onUrl } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const shown = faults.filter(({ code }) => code !== 'empty' || tried);
  const refused = shown.find(({ severity }) => severity === 'refused');

  const select = (start: number, end: number): void => {
    field.current?.focus();
    field.current?.setSelectionRange(start, end);
  };
  const insert = (macro: string): void => {
    const element = field.current;
    const selection = {
      start: element?.selectionStart ?? url.length,
      end: element?.selectionEnd ?? url.length,
    };
    const next = withMacro(url, macro, selection);
    onUrl(next.text);
    requestAnimationFrame(() => select(next.caret, next.caret));
  };
  return (
    <>
      <TextArea
        ref={field}
        label={text.urlField}
        hint={text.urlHint}
        error={refused?.message}
        value={url}
        placeholder={text.urlPlaceholder}
        maxLength={4000}
        rows={4}
        mono
        onValue={(typed) => onUrl(typed.replace(/[\r\n]+/g, '').trimStart())}
      />
      <LocalReceiver url={url} />
      {url !== '' && (
        <Section title={text.reading}>
          <UrlText url={url} faults={faults} />
        </Section>
      )}
      {shown.length > 0 && url !== '' && (
        <Section title={text.faults}>
          <ul className="template-faults">
            {shown.map((fault) => (
              <li key={`${fault.code} ${fault.start} ${fault.end}`}>
                <Tag tone={fault.severity === 'refused' ? 'no' : 'wait'}>
                  {fault.severity === 'refused' ? text.refused : text.warning}
                </Tag>
                <span className="grow wrap-anywhere">{fault.message}</span>
                {hasPlace(fault, url) && (
                  <Button kind="quiet" size="small" onClick={() => select(fault.start, fault.end)}>
                    {text.showFault}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <MacroPalette onPick={insert} />
    </>
  );
}

/** Says that a receiver on this machine has to be allowed first, unless it is. */
function LocalReceiver({ url }: { readonly url: string }) {
  const local = isOnThisMachine(url);
  const { data } = useRequest('receivers.list', local ? {} : null);
  const receiver = receiverOfUrl(url);
  if (!local || data === undefined) return null;
  if (data.some((known) => known.receiver === receiver && known.allowLocal)) return null;
  return <Note>{text.localReceiver(receiver)}</Note>;
}
