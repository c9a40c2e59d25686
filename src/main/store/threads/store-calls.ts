import type { DeskReader, DeskStore, DeskWriter, StoreTrouble } from '#main/engine/ports/desk-store.ts';
import { remoteReader } from './remote-reader.ts';
import { remoteWriter } from './remote-writer.ts';

/** A store as calls by name, wherever they are carried out. */
export interface StoreCalls {
  readonly read: (
    method: keyof DeskReader,
    args: readonly unknown[],
    transfer?: readonly ArrayBuffer[],
  ) => Promise<never>;
  readonly write: (
    method: keyof DeskWriter,
    args: readonly unknown[],
    transfer?: readonly ArrayBuffer[],
  ) => Promise<never>;
  readonly trouble: () => StoreTrouble | null;
  readonly close: () => Promise<void>;
}

/** The store's ports over such calls. A page's bytes are handed over, not copied, where they are a buffer of their own. */
export function deskStore({ read, write, trouble, close }: StoreCalls): DeskStore {
  return {
    read: {
      ...remoteReader(read),
      readAhead: (page) => read('readAhead', [page], whole(page.body)),
    },
    write: {
      ...remoteWriter(write),
      commitPage: (page) => write('commitPage', [page], whole(page.body)),
    },
    trouble,
    close,
  };
}

/** The bytes' buffer, if it is theirs alone. */
function whole({ buffer, byteOffset, byteLength }: Uint8Array): readonly ArrayBuffer[] {
  const alone = byteOffset === 0 && byteLength === buffer.byteLength;
  return alone && buffer instanceof ArrayBuffer ? [buffer] : [];
}
