import { useCallback, useEffect, useState } from 'react';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, type DeskFault } from '#renderer/state/desk-fault.ts';
import { onChange } from '#renderer/state/use-request.ts';
import type { RequestOutput } from '#shared/ipc/contract.ts';

const ROWS_AT_ONCE = 50;

type RowsRequest = 'attention.unparsed' | 'attention.waitingCorrections';

/** Rows received, newest first, as many as were asked for. */
export interface OlderRows<Row> {
  /** Undefined until the first answer. */
  readonly rows: readonly Row[] | undefined;
  readonly fault: DeskFault | undefined;
  readonly reload: () => void;
  /** Shows older rows below; undefined when there are none. */
  readonly showOlder: (() => void) | undefined;
}

/** The rows of a list that grows downwards by asking; it begins anew when records change. */
export function useOlderRows<N extends RowsRequest>(name: N): OlderRows<RequestOutput<N>[number]> {
  const [rows, setRows] = useState<readonly RequestOutput<N>[number][]>();
  const [more, setMore] = useState(false);
  const [fault, setFault] = useState<DeskFault>();
  const load = useCallback(
    async (shown: readonly RequestOutput<N>[number][]) => {
      try {
        const next = await ask<RowsRequest>(name, { before: shown.at(-1)?.id ?? null, limit: ROWS_AT_ONCE });
        setRows([...shown, ...next]);
        setMore(next.length === ROWS_AT_ONCE);
        setFault(undefined);
      } catch (thrown) {
        setFault(asDeskFault(thrown));
      }
    },
    [name],
  );
  const reload = useCallback(() => void load([]), [load]);
  useEffect(() => {
    reload();
    return onChange(name, reload);
  }, [name, reload]);
  return { rows, fault, reload, showOlder: more && rows ? () => void load(rows) : undefined };
}
