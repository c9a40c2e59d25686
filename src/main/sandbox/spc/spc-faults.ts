import type { OwnFaults } from '../fault-wire.ts';
import type { WireReply } from '../wire.ts';
import { soapFaultOnDemand } from './soap-fault-on-demand.ts';
import type { SpcService } from './spc-service.ts';
import { isSpoiledKind, spoiled } from './spoiled-answer.ts';

/**
 * The faults only the SPC server has: a SOAP fault, which with `when: 'after'` tells of a request that was carried out
 * all the same, and spoiled answers, which let the request take effect. A fetched external entity shows at `entityUrl`.
 */
export function spcFaults(service: SpcService, entityUrl: string): OwnFaults {
  return async (fault, answer): Promise<WireReply | undefined> => {
    if (isSpoiledKind(fault.kind)) return spoiled(fault.kind, await answer(), entityUrl);
    if (fault.kind === 'refuse-200') return soapFaultOnDemand(service, 'Client', 200);
    if (fault.kind !== 'soap-fault') return undefined;
    if (fault.when === 'after') await answer();
    const wait = typeof fault.retryAfter === 'number' ? fault.retryAfter : undefined;
    return soapFaultOnDemand(service, fault.soapFault ?? 'Server', fault.status, wait);
  };
}
