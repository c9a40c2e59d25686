import { Fragment } from 'react';
import { linksText } from '#renderer/app/messages/en/links.ts';
import { Section } from '#renderer/ui/section.tsx';
import type { LinkExplanation } from '#shared/domain/link-explanation.ts';
import { layerRows } from './link-layers.ts';
import { MarkedText } from './marked-text.tsx';

/** A link layer by layer, from the outside in; the same colour marks the same text in each. */
export function LayerList({ explanation }: { readonly explanation: LinkExplanation }) {
  const rows = layerRows(explanation);
  return (
    <Section title={linksText.layers}>
      <dl className="layers">
        {rows.map((row, index) => (
          <Fragment key={`${row.key} ${row.param ?? ''} ${index}`}>
            <dt>{linksText.layer(row)}</dt>
            <dd>
              <MarkedText text={row.text} marks={row.marks} />
            </dd>
          </Fragment>
        ))}
        {explanation.click !== null && explanation.redirect === null && (
          <>
            <dt>{linksText.layer({ key: 'redirect', param: null })}</dt>
            <dd className="muted">{linksText.redirectUnknown}</dd>
          </>
        )}
      </dl>
    </Section>
  );
}
