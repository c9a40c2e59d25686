import { useLocation } from 'wouter';
import { countText } from '#renderer/app/format/count.ts';
import { agoText } from '#renderer/app/format/duration.ts';
import { goTo, hashHref, useHashSearch } from '#renderer/app/hash-location.ts';
import { settingsText } from '#renderer/app/messages/en/settings.ts';
import { tuneText as text } from '#renderer/app/messages/en/tune.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { DeskFault } from '#renderer/state/desk-fault.ts';
import { useNow } from '#renderer/state/now.ts';
import { reportFault } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { TuneNetworkView } from '#shared/ipc/tune.ts';
import { ModePanel } from './mode-panel.tsx';
import { SetupStep } from './setup-step.tsx';
import { TuneConversions } from './tune-conversions.tsx';
import { TunePostbacks } from './tune-postbacks.tsx';
import { TuneStanding } from './tune-standing.tsx';
import './tune.css';

/** What TUNE networks hold, as last read, and who owns conversions. */
export function TuneScreen() {
  const [path] = useLocation();
  const asked = Number(new URLSearchParams(useHashSearch()).get('network') ?? '0');
  const { data, fault, reload } = useRequest('tune.list', {});
  const network = data?.find(({ id }) => id === asked) ?? data?.[0];
  const view = path.split('/')[2] ?? '';
  return (
    <div className="page tune">
      <TuneHead networks={data ?? []} network={network} view={view} />
      <div className="page-scroll">
        {fault && <ErrorNote fault={fault} onRetry={reload} />}
        {data && !network && <NoNetwork />}
        {network && <Faults network={network} />}
        {network && view === '' && (
          <div className="tune-columns">
            <TuneStanding network={network} />
            <ModePanel />
          </div>
        )}
        {network && view === 'postbacks' && <TunePostbacks networkId={network.id} />}
        {network && view === 'conversions' && <TuneConversions key={network.id} network={network} />}
      </div>
    </div>
  );
}

function TuneHead(props: {
  readonly networks: readonly TuneNetworkView[];
  readonly network: TuneNetworkView | undefined;
  readonly view: string;
}) {
  const { networks, network, view } = props;
  const now = useNow(15_000);
  const addressOf = (place: string, id: number): string =>
    `/tune${place === '' ? '' : `/${place}`}${networks.length > 1 ? `?network=${id}` : ''}`;
  return (
    <>
      <PageHeader
        title={text.title}
        note={
          network && (
            <>
              {network.name} ·{' '}
              {network.readAt === null ? text.neverRead : text.readAgo(agoText(network.readAt, now))}{' '}
              {network.practice && <Tag tone="wait">{settingsText.practice}</Tag>}
            </>
          )
        }
        actions={network && <Reading network={network} />}
      />
      {network && (
        <div className="tune-places">
          <Tabs
            label={text.tabs}
            tabs={[
              { address: addressOf('', network.id), label: text.tabStanding, current: view === '' },
              {
                address: addressOf('postbacks', network.id),
                label: text.tabPostbacks,
                count: network.unsettled === 0 ? undefined : network.unsettled,
                current: view === 'postbacks',
              },
              {
                address: addressOf('conversions', network.id),
                label: text.tabConversions,
                count: network.differences === 0 ? undefined : network.differences,
                current: view === 'conversions',
              },
            ]}
          />
          {networks.length > 1 && (
            <Select
              label={text.network}
              row
              value={String(network.id)}
              options={networks.map(({ id, name }) => ({ value: String(id), label: name }))}
              onValue={(id) => goTo(addressOf(view, Number(id)))}
            />
          )}
        </div>
      )}
    </>
  );
}

/** A reading under way with how far it is, or the button that begins one. */
function Reading({ network: { id, progress } }: { readonly network: TuneNetworkView }) {
  if (progress === null) {
    return <Button onClick={() => void ask('tune.read', { id }).catch(reportFault)}>{text.readNow}</Button>;
  }
  const { step, done, of, rows } = progress;
  return (
    <>
      <output className="muted number">
        {text.steps[step]}: {text.progress(done, of, countText(rows))}
      </output>
      <Button onClick={() => void ask('tune.cancelRead', { id }).catch(reportFault)}>{text.cancel}</Button>
    </>
  );
}

function Faults({ network: { lastError, notListed } }: { readonly network: TuneNetworkView }) {
  if (notListed !== null) return <SetupStep address={notListed.address} />;
  if (lastError === null) return null;
  return <ErrorNote fault={new DeskFault({ code: 'network_fault', message: lastError })} />;
}

function NoNetwork() {
  return (
    <EmptyState
      title={text.noNetwork}
      actions={<a href={hashHref('/settings/networks')}>{text.toSettings}</a>}
    >
      {text.noNetworkText}
    </EmptyState>
  );
}
