import { useMemo } from 'react';
import { useRequest } from '#renderer/state/use-request.ts';

const MOST = 20_000;

/**
 * Where the clicks of this link are counted, as explaining takes it: what a connected network has set on the link's
 * campaign. Nothing while that is not known; then the link's host is all there is to tell from.
 */
export function useClickHost(link: string): { readonly clickHost?: string } {
  // Only what stands before the query decides, so that typing in the rest asks nothing.
  const [address = ''] = link.trim().split(/[?#]/);
  const asked = address !== '' && address.length <= MOST;
  const { data } = useRequest('catalogue.clickHost', asked ? { link: address } : null);
  const clickHost = asked ? data?.clickHost : undefined;
  return useMemo(() => (typeof clickHost === 'string' ? { clickHost } : {}), [clickHost]);
}
