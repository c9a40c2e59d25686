import { CONVERSION_STATUSES } from '#shared/domain/status.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';

/**
 * Line, status and flags of a conversion as one number, by which the list is filtered and counted. There are few of
 * them (lines × statuses × flags), so every filter but date and text is a set of marks.
 */
export interface Mark {
  readonly lineId: number;
  readonly status: ConversionStatus;
  readonly known: boolean;
  readonly zeroPayout: boolean;
}

const PER_LINE = 16;

/** The place of a status among the statuses: how the list sorts them. */
export function statusRank(status: ConversionStatus): number {
  return CONVERSION_STATUSES.indexOf(status);
}

/** The status at a place. */
export function statusOfRank(rank: number): ConversionStatus {
  return CONVERSION_STATUSES[rank] ?? 'pending';
}

export function packMark({ lineId, status, known, zeroPayout }: Mark): number {
  return lineId * PER_LINE + statusRank(status) * 4 + (known ? 2 : 0) + (zeroPayout ? 1 : 0);
}

export function unpackMark(mark: number): Mark {
  const flags = mark % PER_LINE;
  return {
    lineId: Math.floor(mark / PER_LINE),
    status: statusOfRank(flags >> 2),
    known: (flags & 2) !== 0,
    zeroPayout: (flags & 1) !== 0,
  };
}
