import { linksText } from '#renderer/app/messages/en/links.ts';
import { Panel } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';

/** A fault as it is shown. */
export interface ShownFault {
  readonly code: string;
  readonly message: string;
  readonly param?: string | undefined;
}

/** What was found in a link: what holds, and each fault with what will come of it. */
export function LinkChecks(props: {
  readonly faults: readonly ShownFault[];
  readonly notes?: readonly string[];
  readonly wholeAgain?: boolean;
}) {
  const { faults, notes = [], wholeAgain = false } = props;
  return (
    <Panel title={linksText.checks}>
      <ul className="checks">
        {wholeAgain && (
          <li>
            <Tag tone="ok">{linksText.good}</Tag>
            <span>{linksText.comesBack}</span>
          </li>
        )}
        {!wholeAgain && faults.length === 0 && (
          <li>
            <Tag tone="ok">{linksText.good}</Tag>
            <span>{linksText.noFaults}</span>
          </li>
        )}
        {faults.map(({ code, message, param = '' }, index) => (
          <li key={`${code} ${param} ${index}`}>
            <Tag tone="no">{linksText.fault}</Tag>
            <span className="wrap-anywhere">{message}</span>
          </li>
        ))}
        {notes.map((note) => (
          <li key={note}>
            <Tag tone="info">{linksText.toKnow}</Tag>
            <span>{note}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
