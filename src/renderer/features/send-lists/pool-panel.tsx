import { useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { durationText } from '#renderer/app/format/duration.ts';
import { shortInstantText } from '#renderer/app/format/instant.ts';
import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Note } from '#renderer/ui/error-note.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import type { PoolCheck, SendListDetail } from '#shared/ipc/send-lists.ts';
import type { ListForm } from './list-form.ts';

/** Whether the pool serves the list, before it is started. */
export function PoolPanel({ list, form }: { readonly list: SendListDetail; readonly form: ListForm }) {
  const [typed, setTyped] = useState('');
  const poolSize = /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : null;
  const check = useRequest('sendLists.poolCheck', { id: list.row.id, poolSize });
  const short = tooShort(form);
  return (
    <Panel title={text.pool}>
      <div className="pool-check">
        <TextInput
          label={text.poolSize}
          hint={text.poolSizeHint}
          value={typed}
          inputMode="numeric"
          maxLength={6}
          onValue={setTyped}
        />
        <div className="pool-words" aria-live="polite">
          {check.data && <PoolWords check={check.data} />}
        </div>
      </div>
      {short && <Note>{text.poolShortHold}</Note>}
    </Panel>
  );
}

function PoolWords({ check }: { readonly check: PoolCheck }) {
  const zone = useTimeZone();
  const now = useNow(60_000);
  const { pool, messages, leastSeconds } = check;
  const needed = countText(messages);
  if (pool === null) return <p>{text.poolUnknown(needed)}</p>;
  return (
    <>
      <p>
        {pool.missing === 0
          ? text.poolEnough(needed, countText(pool.free))
          : text.poolShort(needed, countText(pool.free), countText(pool.missing))}
      </p>
      {pool.missing > 0 && (
        <p>
          {pool.lastAt === null ? text.poolNever : text.poolLast(shortInstantText(pool.lastAt, zone, now))}
        </p>
      )}
      {pool.missing === 0 && messages > 0 && (
        <p className="muted">{text.poolPace(durationText(leastSeconds))}</p>
      )}
    </>
  );
}

function tooShort(form: ListForm): boolean {
  const [hold, least] = [Number(form.holdMinutes), Number(form.leastLeftMinutes)];
  return form.holdMinutes.trim() !== '' && hold > 0 && hold <= least;
}
