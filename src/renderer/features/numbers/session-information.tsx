import { numbersText as text } from '#renderer/app/messages/en/numbers.ts';
import { SectionTitle } from '#renderer/ui/section-title.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { sameInformation } from '#shared/domain/information-update.ts';
import type { SessionInformation } from '#shared/domain/session-information.ts';
import type { SessionDetail } from '#shared/ipc/sessions.ts';

/** What is stored with the number now and, where updates wait, what will be. */
export function SessionInformationSection({ detail }: { readonly detail: SessionDetail }) {
  const { row, afterWaiting } = detail;
  return (
    <section>
      <SectionTitle>
        {text.information} <span className="faint">{text.version(row.version)}</span>
      </SectionTitle>
      <InformationList information={row.information} />
      {row.waitingUpdates > 0 && !sameInformation(row.information, afterWaiting) && (
        <>
          <SectionTitle>{text.afterWaiting}</SectionTitle>
          <InformationList information={afterWaiting} />
        </>
      )}
    </section>
  );
}

/** Keywords as they are ordered, and named values. */
export function InformationList({ information }: { readonly information: SessionInformation }) {
  const fields = Object.entries(information.fields);
  if (information.keywords.length === 0 && fields.length === 0) {
    return <p className="muted">{text.noInformation}</p>;
  }
  return (
    <dl className="information">
      {information.keywords.length > 0 && (
        <>
          <dt>{text.keywords}</dt>
          <dd className="keywords">
            {information.keywords.map((keyword, index) => (
              <Tag key={`${index} ${keyword}`}>{keyword}</Tag>
            ))}
          </dd>
        </>
      )}
      {fields.map(([name, value]) => (
        <InformationField key={name} name={name} value={value} />
      ))}
    </dl>
  );
}

function InformationField(props: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt className="mono">{props.name}</dt>
      <dd className="wrap-anywhere">{props.value}</dd>
    </>
  );
}
