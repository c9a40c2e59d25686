import { useHashLocation } from '#renderer/app/hash-location.ts';
import { reviewText as text } from '#renderer/app/messages/en/review.ts';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { ActsView } from './acts-view.tsx';
import { QueueView } from './queue-view.tsx';
import { QUEUES, type QueueName } from './review-queue.ts';
import './review.css';
import { StatusMapView } from './status-map-view.tsx';

const TITLES: Readonly<Record<QueueName, string>> = {
  all: text.all,
  conflicts: text.conflicts,
  unknown: text.unknown,
  pending: text.pending,
};

const addressOf = (name: QueueName): string => (name === 'all' ? '/review' : `/review/${name}`);

/** What needs a person, one conversion at a time; what was decided; and what results mean. */
export function ReviewScreen() {
  const [path] = useHashLocation();
  const queue = QUEUES.find((name) => path === addressOf(name));
  const tabs = (
    <Tabs
      label={text.parts}
      tabs={[
        ...QUEUES.map((name) => ({
          label: TITLES[name],
          address: addressOf(name),
          current: queue === name,
        })),
        { label: text.made, address: '/review/decided', current: path === '/review/decided' },
        { label: text.statusMap, address: '/review/status-map', current: path === '/review/status-map' },
      ]}
    />
  );
  if (path === '/review/decided') return <ActsView tabs={tabs} />;
  if (path === '/review/status-map') return <StatusMapView tabs={tabs} />;
  return <QueueView key={queue ?? 'all'} queue={queue ?? 'all'} tabs={tabs} />;
}
