import type { DeskReader, DeskStore, DeskWriter, StoreTrouble } from '#main/engine/ports/desk-store.ts';
import { remoteReader } from './remote-reader.ts';
import { remoteWriter } from './remote-writer.ts';

/** A store as calls by name, wherever they are carried out. */
export interface StoreCalls {
  readonly read: (method: keyof DeskReader, args: readonly unknown[]) => Promise<never>;
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
    read: remoteReader(read),
    write: {
      ...remoteWriter(write),
      commitPage: (page) => {
        const { buffer, byteOffset, byteLength } = page.body;
        const whole = byteOffset === 0 && byteLength === buffer.byteLength && buffer instanceof ArrayBuffer;
        return write('commitPage', [page], whole ? [buffer] : []);
      },
    },
    trouble,
    close,
  };
}
