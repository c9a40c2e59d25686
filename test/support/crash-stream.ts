import type { PracticeRow } from './store-workspace.ts';

const ROWS = 2_100;
const RESULTS = ['Paid', 'No Sale', 'Repeat', 'Not Paid', 'Odd One'];

/** A stream with corrections of earlier rows, some before their original, the same every time. */
export function crashStream(): PracticeRow[] {
  return Array.from({ length: ROWS }, (_, k): PracticeRow => {
    const corrected = k % 9 === 8 ? k - 6 : k % 50 === 13 ? k + 20 : null;
    const about = corrected ?? k;
    return {
      id: `T-${String(k).padStart(6, '0')}`,
      call: `C-${String(about).padStart(6, '0')}`,
      result: RESULTS[(k * 7) % 5] ?? '',
      payout: ((k * 11) % 40) * 100,
      revenue: ((k * 3) % 50) * 100,
      startedAt: 1_750_000_000_000 + about * 1000,
      partner: String(20 + (about % 4)),
      ...(corrected === null ? {} : { corrects: `T-${String(corrected).padStart(6, '0')}` }),
    };
  });
}
