import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';

/** What V8 made of files of the main program, by their names; which name their content. */
export type CompiledCode = ReadonlyMap<string, Buffer>;

/** Lies beside the main program. Made at the build, so that it is covered by the archive's digest like the program itself. */
export const COMPILED_FILE = 'compiled.bin';

/**
 * Reads what `packCompiled` wrote.
 * @throws Error when there is no such file or it is cut short
 */
export function readCompiled(path: string): CompiledCode {
  const pack = readFileSync(path);
  const listed = pack.readUInt32LE(0);
  const parts = new Map<string, Buffer>();
  let start = 4 + listed;
  for (const line of pack.toString('utf8', 4, start).split('\n')) {
    const [name = '', length = ''] = line.split(' ');
    const end = start + Number(length);
    if (!(end <= pack.length)) throw new Error(`${path} ends within ${name}.`);
    parts.set(name, pack.subarray(start, end));
    start = end;
  }
  return parts;
}

/** One file of many parts: the length of the list, the list of names and lengths, the parts. */
export function packCompiled(code: CompiledCode): Buffer {
  const list = Buffer.from([...code].map(([name, part]) => `${name} ${part.length}`).join('\n'));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(list.length);
  return Buffer.concat([length, list, ...code.values()]);
}

/**
 * From here on Node runs the program's files from what V8 made of them, which takes half the time of reading them anew. A
 * part that this Electron refuses, or that is missing, is made from the file itself.
 * @param ran told of every file that was loaded, and whether its part was refused
 */
export function runCompiled(
  code: CompiledCode,
  ran: (name: string, script: Script, refused: boolean) => void,
): void {
  const bring = createRequire(import.meta.url);
  const loaded = new Map<string, { exports: unknown }>();

  /** The program's files name each other by where they lie, so that nothing has to be looked for. */
  const load = (path: string): unknown => {
    const known = loaded.get(path);
    if (known !== undefined) return known.exports;
    const name = basename(path);
    const folder = dirname(path);
    const cachedData = code.get(name);
    const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(path, 'utf8')}\n})`;
    const script = new Script(source, { filename: path, ...(cachedData && { cachedData }) });
    ran(name, script, script.cachedDataRejected === true);
    const run: unknown = script.runInThisContext();
    if (typeof run !== 'function') throw new Error(`${path} cannot be run.`);
    const module: { exports: unknown } = { exports: {} };
    loaded.set(path, module);
    const require = (wanted: string): unknown =>
      wanted.startsWith('.') ? load(join(folder, wanted)) : bring(wanted);
    Reflect.apply(run, module.exports, [module.exports, require, module, path, folder]);
    return module.exports;
  };
  bring.extensions['.cjs'] = (module, path) => {
    module.exports = load(path);
  };
}
