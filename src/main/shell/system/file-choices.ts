import type { BrowserWindow, Dialog } from 'electron';
import type { FileChoices, SavedKind } from '#main/ipc/handlers/calls.ts';

const KINDS: Readonly<Record<SavedKind, string>> = {
  csv: 'CSV',
  xlsx: 'Excel workbook',
  json: 'JSON',
  html: 'Web page',
  svg: 'SVG picture',
  png: 'PNG picture',
};

/** Asks with the system's own dialogs, over the window where there is one. */
export function fileChoices(
  dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>,
  window: () => BrowserWindow | null,
): FileChoices {
  return {
    async saveAs(suggested, format) {
      const options = { defaultPath: suggested, filters: [{ name: KINDS[format], extensions: [format] }] };
      const over = window();
      const chosen = await (over ? dialog.showSaveDialog(over, options) : dialog.showSaveDialog(options));
      return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath;
    },
    async openTable() {
      const over = window();
      const options = {
        properties: ['openFile' as const],
        filters: [{ name: 'CSV', extensions: ['csv', 'txt', 'tsv'] }],
      };
      const chosen = await (over ? dialog.showOpenDialog(over, options) : dialog.showOpenDialog(options));
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
    },
    async chooseFolder() {
      const over = window();
      const options = { properties: ['openDirectory' as const, 'createDirectory' as const] };
      const chosen = await (over ? dialog.showOpenDialog(over, options) : dialog.showOpenDialog(options));
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
    },
  };
}
