import { useState } from 'react';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault } from '#renderer/state/toasts.ts';
import type { RequestOutput } from '#shared/ipc/contract.ts';

/** A file that was chosen, with what its columns seem to be. */
export type ImportFile = NonNullable<RequestOutput<'calls.chooseImport'>>;

/** Choosing a file to import, and the one chosen. */
export function useImport(): {
  readonly file: ImportFile | null;
  readonly choose: () => Promise<void>;
  readonly close: () => void;
} {
  const [file, setFile] = useState<ImportFile | null>(null);
  return {
    file,
    choose: async () => {
      try {
        setFile(await ask('calls.chooseImport', {}));
      } catch (thrown) {
        reportFault(thrown);
      }
    },
    close: () => setFile(null),
  };
}
