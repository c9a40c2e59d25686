import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { DeskError } from '#shared/ipc/errors.ts';
import type { ChosenFile, FileRole } from '#shared/ipc/reconcile.ts';
import type { DeskReader, DeskWriter } from '../ports/desk-store.ts';
import type { RememberedMapping } from '../ports/reconcile-store.ts';
import { guessedMapping, stemOf } from './file-mapping.ts';
import { readTableHead } from './file-table.ts';
import { unpacked } from './gather-sides.ts';

const LARGEST_FILE = 50 * 1024 * 1024;

/** Where files are kept, and what was remembered of earlier ones. */
export interface FileStore {
  readonly read: Pick<DeskReader, 'reconcileFile' | 'reconcileMappings' | 'networks'>;
  readonly write: Pick<DeskWriter, 'keepReconcileFile'>;
  readonly clock: () => number;
}

/** A file that was read and kept. */
export interface KeptContent {
  readonly digest: string;
  readonly name: string;
  readonly size: number;
  readonly modifiedAt: number;
  readonly head: readonly string[];
}

/**
 * Reads a file and keeps it in the workspace, so that what is compared is what was looked at, and can be again.
 * @throws DeskError invalid_input when it cannot be read, is too large, or is no CSV in UTF-8
 */
export async function keepFile(path: string, { write, clock }: FileStore): Promise<KeptContent> {
  const name = basename(path);
  const { bytes, modifiedAt } = await contentOf(path, name);
  const head = readTableHead(bytes, name);
  const digest = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
  const packed = new Uint8Array(await promisify(gzip)(bytes));
  const kept = { digest, name, size: bytes.byteLength, modifiedAt };
  await write.keepReconcileFile({ file: { ...kept, bytes: packed }, now: clock() });
  return { ...kept, head };
}

/** A kept file with its content. @throws DeskError not_found */
export async function keptContent(
  digest: string,
  { read }: Pick<FileStore, 'read'>,
): Promise<KeptContent & { readonly bytes: Uint8Array }> {
  const file = await read.reconcileFile({ digest });
  if (!file) throw new DeskError('not_found', 'This file is not kept any more. Choose it again.');
  const bytes = await unpacked(file.bytes);
  return { ...file, bytes, head: readTableHead(bytes, file.name) };
}

/** How a file is read: as one of its kind was before, or else as its head suggests. */
export async function chosenFile(
  { digest, name, size, modifiedAt, head }: KeptContent,
  role: FileRole,
  zone: string,
  { read }: Pick<FileStore, 'read'>,
): Promise<ChosenFile> {
  const known = await read.reconcileMappings({ head });
  const remembered = recognised(known, name) ?? known.find((one) => one.role === role) ?? null;
  const [network] = await read.networks();
  const currency = network?.currency ?? 'USD';
  return {
    digest,
    name,
    size,
    modifiedAt,
    head: [...head],
    role: remembered?.role ?? role,
    mapping: remembered?.mapping ?? guessedMapping(head, { zone, currency }),
    networkId: remembered?.networkId ?? null,
    partnerId: remembered?.partnerId ?? '',
    remembered: remembered !== null,
  };
}

/** The one earlier file that is surely of the same sender: alone with this head, or alone with such a name too. */
export function recognised(known: readonly RememberedMapping[], name: string): RememberedMapping | null {
  const [only, ...others] = known;
  if (others.length === 0) return only ?? null;
  const [named, ...more] = known.filter(({ stem }) => stem === stemOf(name));
  return more.length === 0 ? (named ?? null) : null;
}

async function contentOf(
  path: string,
  name: string,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly modifiedAt: number }> {
  try {
    const { size, mtimeMs } = await stat(path);
    if (size <= LARGEST_FILE)
      return { bytes: new Uint8Array(await readFile(path)), modifiedAt: Math.round(mtimeMs) };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new DeskError('invalid_input', `“${name}” cannot be read: ${why}`, { field: 'file', cause });
  }
  throw new DeskError('invalid_input', `“${name}” is larger than 50 MB. Divide it and compare the parts.`, {
    field: 'file',
  });
}
