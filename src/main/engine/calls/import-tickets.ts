import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { DeskError } from '#shared/ipc/errors.ts';

const LARGEST_FILE = 50 * 1024 * 1024;

/** A file a person chose to import. */
export interface ImportFile {
  readonly ticket: string;
  readonly fileName: string;
  readonly text: string;
}

/** Keeps the file chosen last, so that what is imported is what the preview showed, whatever happens to the file. */
export interface ImportTickets {
  /** @throws DeskError invalid_input when the file cannot be read, is too large or is not UTF-8 */
  open(path: string): Promise<ImportFile>;
  /** @throws DeskError not_found when another file was chosen since */
  find(ticket: string): ImportFile;
  close(ticket: string): void;
}

/** Tickets are told apart by a count. */
export function importTickets(): ImportTickets {
  let current: ImportFile | null = null;
  let count = 0;
  return {
    async open(path) {
      const fileName = basename(path);
      const bytes = await bytesOf(path, fileName);
      let text: string;
      try {
        text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      } catch (cause) {
        const message = `“${fileName}” is not UTF-8 text. Save it as “CSV UTF-8” and choose it again.`;
        throw new DeskError('invalid_input', message, { field: 'file', cause });
      }
      count += 1;
      current = { ticket: `import-${count}`, fileName, text };
      return current;
    },
    find(ticket) {
      if (current?.ticket !== ticket) throw new DeskError('not_found', 'Choose the file again.');
      return current;
    },
    close(ticket) {
      if (current?.ticket === ticket) current = null;
    },
  };
}

async function bytesOf(path: string, fileName: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size <= LARGEST_FILE) return await readFile(path);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new DeskError('invalid_input', `“${fileName}” cannot be read: ${why}`, { field: 'file', cause });
  }
  throw new DeskError(
    'invalid_input',
    `“${fileName}” is larger than 50 MB. Divide it and import the parts.`,
    {
      field: 'file',
    },
  );
}
