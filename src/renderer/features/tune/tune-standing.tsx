import { countText } from '#renderer/app/format/count.ts';
import { instantText } from '#renderer/app/format/instant.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { tuneText as text } from '#renderer/app/messages/en/tune.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { Fact } from '#renderer/ui/fact.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import type { TuneNetworkView } from '#shared/ipc/tune.ts';

const COUNTS = ['offers', 'partners', 'goals', 'postbacks', 'conversions', 'records'] as const;

/** What was read of a network, and what of it needs a look. */
export function TuneStanding({ network }: { readonly network: TuneNetworkView }) {
  const zone = useTimeZone();
  const { counts, readFrom, newestImportedAt, differences, unmatched, unsettled, held } = network;
  const of = network.id;
  return (
    <Panel title={text.standing}>
      <dl className="facts tune-facts">
        {COUNTS.map((name) => (
          <Fact key={name} label={text.counts[name]}>
            <span className="number">{countText(counts[name])}</span>
          </Fact>
        ))}
        <Fact label={text.since}>{readFrom === null ? text.none : instantText(readFrom, zone)}</Fact>
        <Fact label={text.zone}>{network.zone || text.none}</Fact>
        <Fact label={text.newestImport}>
          {newestImportedAt === null ? text.noImport : instantText(newestImportedAt, zone)}
        </Fact>
        <Fact label={text.differences}>
          <Count count={differences} address={`/tune/conversions?network=${of}&show=different`} />
        </Fact>
        <Fact label={text.unmatched}>
          <Count count={unmatched} address={`/tune/conversions?network=${of}&show=unmatched`} />
        </Fact>
        <Fact label={text.unsettled}>
          <Count count={unsettled} address={`/tune/postbacks?network=${of}`} />
        </Fact>
        {held > 0 && (
          <Fact label={text.held}>
            <Count count={held} address="/postbacks" />
          </Fact>
        )}
      </dl>
    </Panel>
  );
}

function Count({ count, address }: { readonly count: number; readonly address: string }) {
  if (count === 0) return <span className="number">0</span>;
  return (
    <a className="number" href={hashHref(address)}>
      {countText(count)}
    </a>
  );
}
