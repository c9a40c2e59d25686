import { weekdayText } from '#renderer/app/format/instant.ts';
import { overviewText as text } from '#renderer/app/messages/en/overview.ts';
import { useToday } from '#renderer/app/use-today.ts';
import { useDesk, useTimeZone } from '#renderer/state/desk.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { AttentionList } from './attention-list.tsx';
import { DayStrip, StripKey } from './day-strip.tsx';
import { DeliveryFigures, TodayFigures } from './figures.tsx';
import './overview.css';
import { NothingYet } from './nothing-yet.tsx';
import { SyncNote } from './sync-note.tsx';

/** How the day stands: sync, calls, conversions, money, deliveries, and what needs a person. */
export function OverviewScreen() {
  const zone = useTimeZone();
  const today = useToday(zone);
  const desk = useDesk();
  const { data, fault, reload } = useRequest('overview.get', today);
  return (
    <div className="page">
      <PageHeader
        title={text.title}
        note={text.today(weekdayText(today.dayStart, zone))}
        actions={desk && <SyncNote sync={desk.sync} zone={zone} />}
      />
      <div className="page-scroll">
        {fault && <ErrorNote fault={fault} onRetry={reload} />}
        {data && (
          <div className="overview">
            <TodayFigures overview={data} today={today} zone={zone} />
            {data.allConversions === 0 && <NothingYet />}
            {data.allConversions > 0 && (
              <Panel title={text.strip(data.days.length)} actions={<StripKey />}>
                <DayStrip days={data.days} zone={zone} />
              </Panel>
            )}
            <div className="overview-columns">
              <Panel title={text.attention}>
                <AttentionList items={data.attention} />
              </Panel>
              <Panel title={text.deliveries}>
                <DeliveryFigures deliveries={data.deliveries} />
              </Panel>
            </div>
          </div>
        )}
      </div>
    </div>
  );
}
