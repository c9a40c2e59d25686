import type { DeskReader, DeskWriter } from '#main/engine/ports/desk-store.ts';

/** Carries a call to where the port is served. What comes back is what the port's method promises. */
export type Call<Method extends string> = (method: Method, args: readonly unknown[]) => Promise<never>;

/** The reads of a store that is served elsewhere. */
export function remoteReader(call: Call<keyof DeskReader>): DeskReader {
  return {
    networks: () => call('networks', []),
    spcNetworks: () => call('spcNetworks', []),
    ownership: () => call('ownership', []),
    overview: (input) => call('overview', [input]),
    unparsed: (input) => call('unparsed', [input]),
    waitingCorrections: (input) => call('waitingCorrections', [input]),
    unknownResults: () => call('unknownResults', []),
    missingOriginals: (input) => call('missingOriginals', [input]),
    conversionPage: (input) => call('conversionPage', [input]),
    conversionTotals: (input) => call('conversionTotals', [input]),
    conversionDetail: (input) => call('conversionDetail', [input]),
    exportPage: (input) => call('exportPage', [input]),
    partnerChoices: (input) => call('partnerChoices', [input]),
    offerChoices: (input) => call('offerChoices', [input]),
    numberChoices: (input) => call('numberChoices', [input]),
    clickUrl: (input) => call('clickUrl', [input]),
    linkPage: (input) => call('linkPage', [input]),
    templates: () => call('templates', []),
    templatePreview: (input) => call('templatePreview', [input]),
    templateConsequence: (input) => call('templateConsequence', [input]),
    deliveryPage: (input) => call('deliveryPage', [input]),
    deliveryDetail: (input) => call('deliveryDetail', [input]),
    receivers: () => call('receivers', []),
    deliveryCounts: () => call('deliveryCounts', []),
    callFields: () => call('callFields', []),
    callPage: (input) => call('callPage', [input]),
    callTotals: (input) => call('callTotals', [input]),
    callGroups: (input) => call('callGroups', [input]),
    callValues: (input) => call('callValues', [input]),
    callDetail: (input) => call('callDetail', [input]),
    callIds: (input) => call('callIds', [input]),
    callRows: (input) => call('callRows', [input]),
    sessionCalls: (input) => call('sessionCalls', [input]),
    savedViews: (input) => call('savedViews', [input]),
    importMapping: (input) => call('importMapping', [input]),
    knownCalls: (input) => call('knownCalls', [input]),
    callPolls: (input) => call('callPolls', [input]),
    deletionPreview: (input) => call('deletionPreview', [input]),
  };
}

/** The writes of a store that is served elsewhere. */
export function remoteWriter(call: Call<keyof DeskWriter>): DeskWriter {
  return {
    addNetwork: (input) => call('addNetwork', [input]),
    addSpcNetwork: (input) => call('addSpcNetwork', [input]),
    changeSpcNetwork: (input) => call('changeSpcNetwork', [input]),
    setNetworkToken: (input) => call('setNetworkToken', [input]),
    removeNetwork: (input) => call('removeNetwork', [input]),
    commitPage: (page) => call('commitPage', [page]),
    releaseCorrections: (input) => call('releaseCorrections', [input]),
    saveCatalogue: (input) => call('saveCatalogue', [input]),
    recordSync: (input) => call('recordSync', [input]),
    setOwnership: (input) => call('setOwnership', [input]),
    saveLink: (input) => call('saveLink', [input]),
    removeLink: (input) => call('removeLink', [input]),
    saveTemplate: (input) => call('saveTemplate', [input]),
    removeTemplate: (input) => call('removeTemplate', [input]),
    claimDeliveries: (input) => call('claimDeliveries', [input]),
    releaseClaims: (input) => call('releaseClaims', [input]),
    recordAttempts: (input) => call('recordAttempts', [input]),
    nextDueAt: () => call('nextDueAt', []),
    spreadOverdue: (input) => call('spreadOverdue', [input]),
    retryDelivery: (input) => call('retryDelivery', [input]),
    setReceiverPaused: (input) => call('setReceiverPaused', [input]),
    setReceiverAllowLocal: (input) => call('setReceiverAllowLocal', [input]),
    retryBlocked: () => call('retryBlocked', []),
    upsertSessionCalls: (input) => call('upsertSessionCalls', [input]),
    importCalls: (input) => call('importCalls', [input]),
    rememberImportMapping: (input) => call('rememberImportMapping', [input]),
    setCallOrder: (input) => call('setCallOrder', [input]),
    saveView: (input) => call('saveView', [input]),
    removeView: (input) => call('removeView', [input]),
    deleteCalls: (input) => call('deleteCalls', [input]),
  };
}
