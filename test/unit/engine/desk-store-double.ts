import type { DeskReader, DeskStore, DeskWriter } from '#main/engine/ports/desk-store.ts';

/** A store of which a test gives the parts it needs; everything else fails with its name. */
export function deskStoreDouble(parts: {
  readonly read?: Partial<DeskReader>;
  readonly write?: Partial<DeskWriter>;
}): DeskStore {
  const unused = (name: string) => (): Promise<never> =>
    Promise.reject(new Error(`${name} is not part of this test`));
  return {
    read: {
      networks: unused('networks'),
      ownership: unused('ownership'),
      overview: unused('overview'),
      unparsed: unused('unparsed'),
      waitingCorrections: unused('waitingCorrections'),
      unknownResults: unused('unknownResults'),
      missingOriginals: unused('missingOriginals'),
      conversionPage: unused('conversionPage'),
      conversionTotals: unused('conversionTotals'),
      conversionDetail: unused('conversionDetail'),
      exportPage: unused('exportPage'),
      partnerChoices: unused('partnerChoices'),
      offerChoices: unused('offerChoices'),
      numberChoices: unused('numberChoices'),
      clickUrl: unused('clickUrl'),
      linkPage: unused('linkPage'),
      templates: unused('templates'),
      templatePreview: unused('templatePreview'),
      templateConsequence: unused('templateConsequence'),
      deliveryPage: unused('deliveryPage'),
      deliveryDetail: unused('deliveryDetail'),
      receivers: unused('receivers'),
      deliveryCounts: unused('deliveryCounts'),
      ...parts.read,
    },
    write: {
      addNetwork: unused('addNetwork'),
      setNetworkToken: unused('setNetworkToken'),
      removeNetwork: unused('removeNetwork'),
      commitPage: unused('commitPage'),
      releaseCorrections: unused('releaseCorrections'),
      saveCatalogue: unused('saveCatalogue'),
      recordSync: unused('recordSync'),
      setOwnership: unused('setOwnership'),
      saveLink: unused('saveLink'),
      removeLink: unused('removeLink'),
      saveTemplate: unused('saveTemplate'),
      removeTemplate: unused('removeTemplate'),
      claimDeliveries: unused('claimDeliveries'),
      releaseClaims: unused('releaseClaims'),
      recordAttempts: unused('recordAttempts'),
      nextDueAt: unused('nextDueAt'),
      spreadOverdue: unused('spreadOverdue'),
      retryDelivery: unused('retryDelivery'),
      setReceiverPaused: unused('setReceiverPaused'),
      setReceiverAllowLocal: unused('setReceiverAllowLocal'),
      retryBlocked: unused('retryBlocked'),
      ...parts.write,
    },
    trouble: () => null,
    close: () => Promise.resolve(),
  };
}

/** A log that keeps its lines. */
export function keptLog() {
  const lines: string[] = [];
  return {
    lines,
    log: {
      info: (message: string) => void lines.push(`info ${message}`),
      warn: (message: string) => void lines.push(`warn ${message}`),
      error: (message: string) => void lines.push(`error ${message}`),
    },
  };
}
