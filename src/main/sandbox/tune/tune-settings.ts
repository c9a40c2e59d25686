/** What can be turned of the TUNE double while it runs. */
export interface TuneSettings {
  /** Calls answered in ten seconds; 0 for any number. */
  callsInTenSeconds: number;
  /** Which of the two known texts a refused call carries. */
  rateWording: 'docs' | 'client';
  /** False: every call is refused because of the address it comes from. */
  addressListed: boolean;
  /** In which of the forms that are known errors are written. */
  errorForm: 'public-message' | 'err-msg' | 'object' | 'data';
  /** How nothing is written where a map belongs. */
  emptyAs: 'list' | 'object' | 'null' | 'text';
  /** Whether calls of the Invoca account become conversions by themselves. */
  importing: boolean;
  /** Whether conversions are told apart by `conversion_unique_id` alone. */
  limitByUniqueId: boolean;
}

/** The settings of a network as it usually is. */
export function usualTuneSettings(): TuneSettings {
  return {
    callsInTenSeconds: 50,
    rateWording: 'docs',
    addressListed: true,
    errorForm: 'public-message',
    emptyAs: 'list',
    importing: true,
    limitByUniqueId: false,
  };
}
