import { safeStorage } from 'electron';

/** The system's keyring as a cipher: what it seals can be opened on this machine by this person only. */
export interface SystemCipher {
  /** Whether a real keyring stands behind it, and which. */
  standing(): Promise<{ readonly available: boolean; readonly backend: string }>;
  seal(text: string): Promise<Buffer>;
  open(sealed: Buffer): Promise<string>;
  /**
   * From here on seals and opens without a keyring too, by a key that every program knows: that hides a text from
   * a glance, not from a search. Only with the person's consent.
   */
  allowWithoutKeyring(): Promise<void>;
}

/** The asynchronous calls of newer Electron; absent in older ones, whose synchronous calls are used instead. */
interface AsynchronousStorage {
  isAsyncEncryptionAvailable(): Promise<boolean>;
  encryptStringAsync(text: string): Promise<Buffer>;
  decryptStringAsync(sealed: Buffer): Promise<{ readonly result: string }>;
}

/** Electron's safeStorage, by its asynchronous calls where it has them. Use after the app is ready. */
export function systemCipher(platform: string): SystemCipher {
  const asynchronous: AsynchronousStorage | null = hasAsynchronousCalls(safeStorage) ? safeStorage : null;

  const available = (): Promise<boolean> =>
    asynchronous
      ? asynchronous.isAsyncEncryptionAvailable()
      : Promise.resolve(safeStorage.isEncryptionAvailable());

  // Asked once, before anything may be allowed without a keyring: afterwards Electron would call that available.
  let found: Promise<{ readonly available: boolean; readonly backend: string }> | null = null;
  const find = async (): Promise<{ readonly available: boolean; readonly backend: string }> => {
    const backend = backendName(platform);
    // `basic_text` encrypts with a fixed password: no keyring at all.
    if (backend === 'basic_text' || backend === 'unknown') return { available: false, backend };
    return { available: await available(), backend };
  };
  const standing = (): Promise<{ readonly available: boolean; readonly backend: string }> =>
    (found ??= find());

  return {
    standing,
    async seal(text) {
      await standing();
      return asynchronous ? asynchronous.encryptStringAsync(text) : safeStorage.encryptString(text);
    },
    async open(sealed) {
      await standing();
      return asynchronous
        ? (await asynchronous.decryptStringAsync(sealed)).result
        : safeStorage.decryptString(sealed);
    },
    async allowWithoutKeyring() {
      await standing();
      safeStorage.setUsePlainTextEncryption(true);
    },
  };
}

function backendName(platform: string): string {
  if (platform === 'darwin') return 'keychain';
  if (platform === 'win32') return 'dpapi';
  return safeStorage.getSelectedStorageBackend();
}

function hasAsynchronousCalls(storage: object): storage is AsynchronousStorage {
  return 'encryptStringAsync' in storage && typeof storage.encryptStringAsync === 'function';
}
