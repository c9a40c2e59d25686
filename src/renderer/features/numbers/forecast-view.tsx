import { useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { durationText } from '#renderer/app/format/duration.ts';
import { instantText } from '#renderer/app/format/instant.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { numbersText as text } from '#renderer/app/messages/en/numbers.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { Fact } from '#renderer/ui/fact.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { Select } from '#renderer/ui/select.tsx';
import type { Forecast, SessionCampaign } from '#shared/ipc/sessions.ts';
import { NumbersHead } from './numbers-head.tsx';

const WINDOWS = ['1', '24', '168'] as const;

/** For each campaign: what arrives, when its pool runs dry, and what more numbers would change. */
export function ForecastView() {
  const { data, fault, reload } = useRequest('sessions.campaigns', {});
  return (
    <div className="page numbers">
      <NumbersHead />
      <div className="page-scroll numbers-scroll">
        {fault && <ErrorNote fault={fault} onRetry={reload} />}
        {data?.length === 0 && <EmptyState title={text.forecastNone}>{text.forecastNoneText}</EmptyState>}
        {data && data.length > 0 && (
          <>
            <p className="muted numbers-lead">{text.forecastLead}</p>
            <div className="forecasts">
              {data.map((campaign) => (
                <ForecastCard key={`${campaign.networkId} ${campaign.campaignId}`} campaign={campaign} />
              ))}
            </div>
          </>
        )}
      </div>
    </div>
  );
}

function ForecastCard({ campaign }: { readonly campaign: SessionCampaign }) {
  const [hours, setHours] = useState<(typeof WINDOWS)[number]>('24');
  const [size, setSize] = useState('');
  const [minutes, setMinutes] = useState('');
  const [more, setMore] = useState('20');
  const given = {
    poolSize: wholeOf(size, 0, 1_000_000),
    minutes: wholeOf(minutes, 1, 43_200),
    more: wholeOf(more, 0, 1_000_000),
  };
  const wrong = Object.values(given).includes('wrong');
  const { data, fault, reload } = useRequest(
    'sessions.forecast',
    wrong
      ? null
      : {
          networkId: campaign.networkId,
          campaignId: campaign.campaignId,
          hours: Number(hours),
          poolSize: numberOf(given.poolSize),
          more: numberOf(given.more) ?? 0,
          holdSeconds: (numberOf(given.minutes) ?? 0) * 60 || null,
        },
  );
  const errorOf = (value: number | null | 'wrong'): string | null =>
    value === 'wrong' ? text.wrongWhole : null;
  return (
    <Panel
      title={`${campaign.campaignId} · ${campaign.networkName}`}
      actions={
        <a
          className="muted number"
          href={hashHref(
            `/numbers?${new URLSearchParams({ state: 'active', campaign: campaign.campaignId }).toString()}`,
          )}
        >
          {text.campaignActive(countText(campaign.active))}
        </a>
      }
    >
      <div className="forecast-fields">
        <Select
          label={text.window}
          value={hours}
          options={WINDOWS.map((value) => ({ value, label: text.windows[value] }))}
          onValue={setHours}
        />
        <TextInput
          label={text.poolSize}
          inputMode="numeric"
          error={errorOf(given.poolSize)}
          value={size}
          onValue={setSize}
        />
        <TextInput
          label={text.hold}
          inputMode="numeric"
          error={errorOf(given.minutes)}
          value={minutes}
          onValue={setMinutes}
        />
        <TextInput
          label={text.moreNumbers}
          inputMode="numeric"
          error={errorOf(given.more)}
          value={more}
          onValue={setMore}
        />
      </div>
      {fault && <ErrorNote fault={fault} onRetry={reload} />}
      {data && <ForecastFacts forecast={data} more={numberOf(given.more) ?? 0} />}
    </Panel>
  );
}

function ForecastFacts({ forecast, more }: { readonly forecast: Forecast; readonly more: number }) {
  const { pool } = forecast;
  return (
    <dl className="facts forecast-facts">
      <Fact label={text.arrivals}>
        {text.arrivalsText(countText(forecast.arrivals), rateText(forecast.perHour))}
      </Fact>
      <Fact label={text.away}>
        {text.awayText(durationText(forecast.holdSeconds), durationText(forecast.quarantineSeconds))}
      </Fact>
      <Fact label={text.inUse}>{countText(forecast.inUse)}</Fact>
      <Fact label={text.needed}>
        {text.neededText(countText(forecast.needed), countText(forecast.neededWithReserve))}
      </Fact>
      {pool ? (
        <>
          <Fact label={`${text.dry} (${countText(pool.size)})`}>
            <Dry at={pool.dryAt} />
          </Fact>
          <Fact label={text.withMore(countText(more), countText(pool.withMore.size))}>
            <Dry at={pool.withMore.dryAt} />
          </Fact>
        </>
      ) : (
        <Fact label={text.dry}>
          <span className="muted">{text.sizeUnknown}</span>
        </Fact>
      )}
    </dl>
  );
}

function Dry({ at }: { readonly at: number | null }) {
  const zone = useTimeZone();
  const now = useNow(30_000);
  if (at === null) return <span className="forecast-fine">{text.dryNever}</span>;
  const seconds = (at - now) / 1000;
  return (
    <b className="forecast-dry">
      {seconds <= 60 ? text.dryNow : text.dryAt(instantText(at, zone), durationText(seconds))}
    </b>
  );
}

function wholeOf(typed: string, least: number, most: number): number | null | 'wrong' {
  if (typed.trim() === '') return null;
  const value = Number(typed);
  return /^\s*\d+\s*$/.test(typed) && value >= least && value <= most ? value : 'wrong';
}

const numberOf = (value: number | null | 'wrong'): number | null => (value === 'wrong' ? null : value);

const rateText = (perHour: number): string =>
  perHour >= 10 ? countText(Math.round(perHour)) : String(Math.round(perHour * 10) / 10);
