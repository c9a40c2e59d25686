import type {
  ConversionDetail,
  ConversionFilter,
  ConversionOrder,
  ConversionPage,
  ConversionPageRequest,
  ConversionRow,
  ConversionTotals,
  HistoryEntry,
} from '#shared/ipc/conversions.ts';

/** A row of an export: a conversion with its history. Money in minor units with the currency beside it. */
export interface ExportedConversion {
  readonly row: ConversionRow;
  readonly history: readonly HistoryEntry[];
}

/** Conversions: as a list, one by one, and for an export. */
export interface ConversionReads {
  conversionPage(input: ConversionPageRequest): Promise<ConversionPage>;
  conversionTotals(input: {
    readonly filter: ConversionFilter;
    readonly order: ConversionOrder;
  }): Promise<ConversionTotals>;
  conversionDetail(input: { readonly id: number }): Promise<ConversionDetail>;
  /** Conversions for an export in the order of their ids, after the given one. */
  exportPage(input: {
    readonly filter: ConversionFilter;
    readonly after: number;
    readonly limit: number;
  }): Promise<readonly ExportedConversion[]>;
}
