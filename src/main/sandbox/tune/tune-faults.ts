import type { OwnFaults } from '../fault-wire.ts';
import { failure } from './envelope.ts';
import { TuneRefusal } from './tune-refusal.ts';
import type { TuneService } from './tune-service.ts';

/** The fault only TUNE has: a refusal inside HTTP 200, with `when: 'after'` of a call that was carried out all the same. */
export function tuneFaults({ settings }: Pick<TuneService, 'settings'>): OwnFaults {
  return async (fault, answer) => {
    if (fault.kind !== 'refuse-200') return undefined;
    if (fault.when === 'after') await answer();
    return failure(new Map(), new TuneRefusal('User is not permitted to perform this action'), settings);
  };
}
