import type { ExportFormat } from '#shared/ipc/calls.ts';

/** Words of writing what is shown to a file. */
export const exportsText = {
  format: 'Format',
  formats: {
    xlsx: 'Excel workbook',
    csv: 'CSV',
    json: 'JSON',
  } satisfies Record<ExportFormat, string>,
  formatHints: {
    xlsx: 'Ids and numbers stay text; a second sheet tells zone and filter.',
    csv: 'UTF-8. What a spreadsheet would run as a formula is preceded by an apostrophe.',
    json: 'One record a call, every value as it is.',
  } satisfies Record<ExportFormat, string>,
  chooseFile: 'Choose a file…',
  writing: 'Writing…',
} as const;
