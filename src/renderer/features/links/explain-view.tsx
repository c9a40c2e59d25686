import { useMemo } from 'react';
import { Link, useLocation } from 'wouter';
import { useHashSearch } from '#renderer/app/hash-location.ts';
import { linksText } from '#renderer/app/messages/en/links.ts';
import { Button, buttonClass } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { TextArea } from '#renderer/ui/field.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { explainTrackingLink } from '#shared/domain/link-explanation.ts';
import { parseTrackingLink } from '#shared/domain/tracking-link.ts';
import { formOfParts } from './composer-form.ts';
import { fillComposer } from './composer-state.ts';
import { LayerList } from './layer-list.tsx';
import { explainAddress, followAddress, linkOfSearch } from './link-address.ts';
import { LinkChecks } from './link-checks.tsx';
import { linkMarks } from './link-layers.ts';
import { MarkedText } from './marked-text.tsx';
import { ParamsTable } from './params-table.tsx';
import { useClickHost } from './use-click-host.ts';
import { useStanding } from './use-standing.ts';

/** Any link, taken apart: paste it, and it stands in the address, so that the explanation can be come back to. */
export function ExplainView() {
  const [, goTo] = useLocation();
  const link = linkOfSearch(useHashSearch());
  const clickHost = useClickHost(link);
  const explanation = useMemo(
    () => (link.trim() === '' ? null : explainTrackingLink(link, clickHost)),
    [link, clickHost],
  );
  const parsed = useMemo(() => parseTrackingLink(link), [link]);
  const { faults } = useStanding(parsed.ok ? parsed.parts : null);
  return (
    <div className="page-scroll explain">
      <TextArea
        label={linksText.pasted}
        hint={linksText.pastedHint}
        value={link}
        placeholder={linksText.pastedPlaceholder}
        rows={3}
        mono
        onValue={(typed) => goTo(explainAddress(typed), { replace: true })}
      />
      {explanation === null ? (
        <EmptyState title={linksText.explainEmpty}>{linksText.explainEmptyText}</EmptyState>
      ) : (
        <>
          <Panel
            title={linksText.link}
            actions={
              parsed.ok && (
                <>
                  <Link className={buttonClass('quiet')} href={followAddress(explanation.link)}>
                    {linksText.followThis}
                  </Link>
                  <Button
                    onClick={() => {
                      fillComposer(formOfParts(parsed.parts));
                      goTo('/links');
                    }}
                  >
                    {linksText.openInComposer}
                  </Button>
                </>
              )
            }
          >
            <output className="composed-link">
              <MarkedText text={explanation.link} marks={linkMarks(explanation)} />
            </output>
          </Panel>
          <LinkChecks faults={[...explanation.faults, ...faults]} />
          <LayerList explanation={explanation} />
          {explanation.params.length > 0 && (
            <ParamsTable
              params={explanation.params}
              carried={explanation.layers.some(({ name }) => name === 'us')}
            />
          )}
        </>
      )}
    </div>
  );
}
