import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import type { EventPayload, RequestInput, RequestName, RequestOutput } from '#shared/ipc/contract.ts';
import { ask, hear } from './desk-client.ts';
import { asDeskFault, type DeskFault } from './desk-fault.ts';
import { topicsOf } from './topics.ts';

/** Changes that follow each other faster than this are answered by one new request. */
const SETTLE_MS = 200;

export interface Asked<T> {
  /** The last answer; stays while a newer one is on its way. */
  readonly data: T | undefined;
  readonly fault: DeskFault | undefined;
  readonly loading: boolean;
  readonly reload: () => void;
}

interface Answer<T> {
  readonly data: T | undefined;
  readonly fault: DeskFault | undefined;
  readonly loading: boolean;
}

/**
 * The answer to a request, asked again when its input changes and when the engine says that what it speaks of
 * changed. Without input nothing is asked. An answer that arrives after a newer question is dropped.
 */
export function useRequest<N extends RequestName>(
  name: N,
  input: RequestInput<N> | null,
): Asked<RequestOutput<N>> {
  const [answer, setAnswer] = useState<Answer<RequestOutput<N>>>({
    data: undefined,
    fault: undefined,
    loading: input !== null,
  });
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((last) => last + 1), []);
  // A new object with the same content asks nothing new.
  const key = JSON.stringify(input);
  const send = useEffectEvent(() => (input === null ? null : ask(name, input)));

  useEffect(() => {
    const asked = send();
    if (asked === null) return;
    let current = true;
    setAnswer((last) => ({ ...last, loading: true }));
    asked.then(
      (data) => current && setAnswer({ data, fault: undefined, loading: false }),
      (thrown: unknown) =>
        current && setAnswer((last) => ({ data: last.data, fault: asDeskFault(thrown), loading: false })),
    );
    return () => {
      current = false;
    };
  }, [name, key, round]);

  useEffect(() => onChange(name, reload), [name, reload]);

  return { ...answer, reload };
}

/** Calls back, soon and once, after records behind this request changed, until the returned function is called. */
export function onChange(name: RequestName, listener: () => void): () => void {
  const topics = topicsOf(name);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = hearChanges((change) => {
    if (timer !== undefined || !change.topics.some((topic) => topics.includes(topic))) return;
    timer = setTimeout(() => {
      timer = undefined;
      listener();
    }, SETTLE_MS);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

type Change = EventPayload<'changed'>;

const changeListeners = new Set<(change: Change) => void>();
let stopHearing: (() => void) | undefined;

/** Hears of changes through one subscription of the bridge, however many requests are on the screen. */
function hearChanges(listener: (change: Change) => void): () => void {
  changeListeners.add(listener);
  stopHearing ??= hear('changed', (change) => {
    for (const each of changeListeners) each(change);
  });
  return () => {
    changeListeners.delete(listener);
    if (changeListeners.size > 0) return;
    stopHearing?.();
    stopHearing = undefined;
  };
}
