import { TuneRefusal } from './tune-refusal.ts';
import type { TuneSettings } from './tune-settings.ts';

const WINDOW = 10_000;
const WORDING: Readonly<Record<TuneSettings['rateWording'], string>> = {
  docs: 'User has exceeded API rate limit',
  client: 'API usage exceeded rate limit. Configured: 50/10s window; Your usage: 51.',
};

/**
 * Counts the calls of the network: so many in any ten seconds, refused ones not counted (whether they are is not
 * documented). Throws TuneRefusal for one too many.
 */
export function createCallLimit(settings: TuneSettings): (now: number) => void {
  let recent: number[] = [];
  return (now) => {
    if (settings.callsInTenSeconds === 0) return;
    recent = recent.filter((at) => at > now - WINDOW);
    if (recent.length >= settings.callsInTenSeconds) throw new TuneRefusal(WORDING[settings.rateWording]);
    recent.push(now);
  };
}
