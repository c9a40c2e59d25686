import type { DeskReader, DeskStore, DeskWriter } from '#main/engine/ports/desk-store.ts';
import { remoteReader } from '#main/store/threads/remote-reader.ts';
import { remoteWriter } from '#main/store/threads/remote-writer.ts';

/** A store of which a test gives the parts it needs; everything else fails with its name. */
export function deskStoreDouble(parts: {
  readonly read?: Partial<DeskReader>;
  readonly write?: Partial<DeskWriter>;
}): DeskStore {
  const unused = (name: string): Promise<never> =>
    Promise.reject(new Error(`${name} is not part of this test`));
  return {
    read: { ...remoteReader(unused), ...parts.read },
    write: { ...remoteWriter(unused), ...parts.write },
    trouble: () => null,
    close: () => Promise.resolve(),
  };
}

/** A log that keeps its lines. */
export function keptLog() {
  const lines: string[] = [];
  return {
    lines,
    log: {
      info: (message: string) => void lines.push(`info ${message}`),
      warn: (message: string) => void lines.push(`warn ${message}`),
      error: (message: string) => void lines.push(`error ${message}`),
    },
  };
}
