import { type ReactNode, useState } from 'react';
import { goTo, useHashSearch } from '#renderer/app/hash-location.ts';
import { reviewText as text } from '#renderer/app/messages/en/review.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { CONFLICT_RULES, type ConflictRule } from '#shared/domain/decision.ts';
import type { StatusMapView as Map } from '#shared/ipc/decisions.ts';
import { MapEditor } from './map-editor.tsx';

/** What results mean, network by network, and who wins where a network disagrees with a decision. */
export function StatusMapView({ tabs }: { readonly tabs: ReactNode }) {
  const search = new URLSearchParams(useHashSearch());
  const networks = useRequest('networks.list', {});
  const known = networks.data ?? [];
  const asked = Number(search.get('network'));
  const networkId = known.find(({ id }) => id === asked)?.id ?? known[0]?.id ?? null;
  const map = useRequest('statusMaps.get', networkId === null ? null : { networkId });
  return (
    <div className="page review">
      <PageHeader title={text.title} note={text.mapNote} />
      {tabs}
      <div className="page-scroll review-map">
        {networks.fault && <ErrorNote fault={networks.fault} onRetry={networks.reload} />}
        {map.fault && <ErrorNote fault={map.fault} onRetry={map.reload} />}
        {networks.data?.length === 0 && (
          <EmptyState title={text.noNetworks}>{text.noNetworksText}</EmptyState>
        )}
        {known.length > 1 && networkId !== null && (
          <Select
            row
            label={text.mapNetwork}
            value={String(networkId)}
            options={known.map(({ id, name }) => ({ value: String(id), label: name }))}
            onValue={(id) => goTo(`/review/status-map?network=${id}`)}
          />
        )}
        {map.data && map.data.networkId === networkId && (
          <>
            <MapEditor key={networkId} map={map.data} wanted={search.get('result')} onChanged={map.reload} />
            <RuleChoice key={`rule ${networkId}`} map={map.data} />
          </>
        )}
      </div>
    </div>
  );
}

function RuleChoice({ map }: { readonly map: Map }) {
  const [rule, setRule] = useState(map.rule);
  const choose = async (next: ConflictRule): Promise<void> => {
    const before = rule;
    setRule(next);
    try {
      await ask('decisions.setRule', { networkId: map.networkId, rule: next });
      toast(text.ruleSaved);
    } catch (thrown) {
      setRule(before);
      reportFault(thrown);
    }
  };
  return (
    <Section title={text.rule}>
      <RadioGroup
        label={text.rule}
        value={rule}
        options={CONFLICT_RULES.map((value) => ({ value, ...text.rules[value] }))}
        onValue={(next) => void choose(next)}
      />
    </Section>
  );
}
