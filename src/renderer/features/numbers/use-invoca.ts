import { useState } from 'react';
import { type Asked, useRequest } from '#renderer/state/use-request.ts';
import type { NetworkView } from '#shared/ipc/networks.ts';

/** The Invoca network a form speaks of: the chosen one, or the first. */
export function useInvoca(): {
  readonly networks: Asked<readonly NetworkView[]>;
  readonly network: NetworkView | undefined;
  readonly choose: (id: number) => void;
} {
  const networks = useRequest('networks.list', {});
  const [chosen, choose] = useState<number | null>(null);
  const network = networks.data?.find(({ id }) => id === chosen) ?? networks.data?.[0];
  return { networks, network, choose };
}
