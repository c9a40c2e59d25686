import { posix } from 'node:path';

/**
 * @typedef {object} Layer a part of the app and what it may reach
 * @property {RegExp} files paths in the checkout it covers
 * @property {readonly RegExp[]} may what its files may import: paths in the checkout, or names of packages
 * @property {readonly RegExp[]} [mayAsType] what they may import with `import type` only
 * @property {string} instead what to do about a refused import
 */

/** A package, but for those that only some may import. */
const NPM = /^(?!(?:src|test|scripts|resources)\/|node:|electron$|electron\/|better-sqlite3$)[@a-z]/;
const NODE = /^node:/;
const ELECTRON = /^electron(\/|$)/;
const DOMAIN = /^src\/shared\/domain\//;
const CONTRACT = /^src\/shared\/ipc\//;
const BRIDGE = /^src\/shared\/ipc\/bridge\.ts$/;
/** Written by the build from the contract, without its schemas. */
const CONTRACT_NAMES = /^switchboard:contract-names$/;
const SHARED = /^src\/shared\//;
const PORTS = /^src\/main\/engine\/ports\//;
const STYLE = /\.css$/;

/**
 * Who may import whom. The first layer whose `files` fit a path rules it.
 *
 * @type {readonly Layer[]}
 */
export const LAYERS = [
  {
    files: /^src\/shared\/domain\//,
    may: [NPM, DOMAIN],
    instead: 'the rules of the trade are pure: pass the value in instead of reaching for it',
  },
  {
    files: BRIDGE,
    may: [DOMAIN],
    mayAsType: [CONTRACT],
    instead: 'the preload bundles this file, so it stays small and takes only types from the contract',
  },
  {
    files: /^src\/shared\//,
    may: [NPM, SHARED],
    instead: 'the vocabulary knows no process: it imports src/shared only',
  },
  {
    files: /^src\/renderer\//,
    may: [NPM, DOMAIN, /^src\/renderer\//, STYLE],
    mayAsType: [CONTRACT],
    instead: 'the page asks main through window.switchboard, and takes from src/shared/ipc only types',
  },
  {
    files: /^src\/preload\//,
    may: [ELECTRON, DOMAIN, BRIDGE, CONTRACT_NAMES, /^src\/preload\//],
    mayAsType: [CONTRACT],
    instead:
      'the preload is sandboxed and one small file: of src/shared/ipc it takes types, values of bridge.ts, and the names of the contract',
  },
  {
    files: /^src\/main\/networks\//,
    may: [NPM, NODE, SHARED, /^src\/main\/networks\//],
    mayAsType: [PORTS],
    instead: 'a network client fulfils a port of the engine: what it needs is passed in by src/main/index.ts',
  },
  {
    files: /^src\/main\/store\//,
    may: [NPM, NODE, /^better-sqlite3$/, SHARED, /^src\/main\/store\//],
    mayAsType: [PORTS],
    instead: 'the store fulfils a port of the engine: what it needs is passed in by src/main/index.ts',
  },
  {
    files: /^src\/main\/store-thread\.ts$/,
    may: [NPM, NODE, SHARED, /^src\/main\/(store|networks|engine)\//],
    instead: "the store's thread is put together here, of store, networks and engine only",
  },
  {
    files: /^src\/main\/reconcile-thread\.ts$/,
    may: [NPM, NODE, SHARED, /^src\/main\/(networks|engine)\//],
    instead: "a reconciliation's thread is put together here, of networks and engine only",
  },
  {
    files: /^src\/main\/engine\//,
    may: [NPM, NODE, SHARED, /^src\/main\/engine\//],
    instead: 'name a port in src/main/engine/ports/*.ts and let src/main/index.ts pass it in',
  },
  {
    files: /^src\/main\/visit-endpoint\//,
    may: [NPM, NODE, SHARED, /^src\/main\/visit-endpoint\//],
    mayAsType: [PORTS],
    instead: 'the endpoint for sites reaches visits by a port of the engine, passed in by src/main/index.ts',
  },
  {
    files: /^src\/main\/pixel-tests\//,
    may: [
      NPM,
      NODE,
      SHARED,
      /^src\/main\/(pixel-tests\/|visit-endpoint\/(endpoint-refusal|request-origin)\.ts$)/,
    ],
    mayAsType: [PORTS],
    instead: 'a page that tries a pixel is told all it shows: it knows neither store nor engine',
  },
  {
    files: /^src\/main\/sandbox\//,
    may: [NPM, NODE, DOMAIN, /^src\/main\/sandbox\//],
    instead: 'the practice network is a stranger to the app: it shares the rules in src/shared/domain only',
  },
  {
    files: /^src\/main\/cli\//,
    may: [NPM, NODE, SHARED, /^src\/main\/(cli|engine|store|networks|sandbox)\//],
    instead: 'the command line runs in plain Node: engine, store, networks and practice network, no Electron',
  },
  {
    files: /^src\/main\/(shell\/|ipc\/|index\.ts$)/,
    may: [NPM, NODE, ELECTRON, SHARED, /^src\/main\//, /^resources\//],
    instead: 'main never imports the page, and every SQL statement lives in src/main/store',
  },
  {
    files: /^src\/main\//,
    may: [NPM, NODE, SHARED, /^src\/main\/(?!shell\/|ipc\/)/],
    instead: 'only src/main/shell, src/main/ipc and src/main/index.ts may import electron or what needs it',
  },
  {
    files: /^scripts\/default-app\//,
    may: [NODE, ELECTRON],
    instead: 'this runs inside Electron, alone in its archive: Node and Electron are all there is',
  },
  {
    files: /^scripts\//,
    may: [NPM, NODE, /^scripts\//],
    instead: 'scripts run before anything is built: they import Node and each other',
  },
];

/**
 * @typedef {object} Import
 * @property {string} specifier as written
 * @property {boolean} typeOnly gone when the code runs
 * @property {number} line from 1
 */

const STATEMENT =
  /(?<![\w$.])(?:import|export)\s+(?<type>type\s+(?!from\b))?(?:[\w$*{}\s,]+?\s*from\s*)?(['"])(?<static>[^'"\n]+)\2|(?<![\w$.])import\s*\(\s*(['"])(?<dynamic>[^'"\n]+)\4/g;

/**
 * Every import in a module: static, re-exported and dynamic ones.
 *
 * @param {string} source
 * @returns {Import[]}
 */
export function importsOf(source) {
  const code = source
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(STATEMENT)].map((match) => ({
    specifier: match.groups?.['static'] ?? match.groups?.['dynamic'] ?? '',
    typeOnly: match.groups?.['type'] !== undefined,
    line: code.slice(0, match.index).split('\n').length,
  }));
}

/**
 * What an import reaches: a path in the checkout, or the name as written for packages and built-in modules.
 *
 * @param {string} file path of the importing file in the checkout, with forward slashes
 * @param {string} specifier
 * @returns {string}
 */
export function reached(file, specifier) {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(file), specifier.replace(/\?.*$/, ''));
  const own = /^#(shared|main|renderer)\/(.*)$/.exec(specifier);
  if (own) return `src/${own[1]}/${own[2]}`;
  return specifier.replace(/^#(test|scripts)\//, '$1/').replace(/\?.*$/, '');
}

/**
 * The imports of a file that its layer may not make, in words.
 *
 * @param {string} file path in the checkout, with forward slashes
 * @param {string} source
 * @returns {string[]}
 */
export function importFaults(file, source) {
  const layer = LAYERS.find(({ files }) => files.test(file));
  if (layer === undefined) return [];
  return importsOf(source).flatMap(({ specifier, typeOnly, line }) => {
    const target = reached(file, specifier);
    const fits = (/** @type {RegExp} */ pattern) => pattern.test(target);
    if (layer.may.some(fits)) return [];
    if (layer.mayAsType?.some(fits)) {
      if (typeOnly) return [];
      return [
        `${file}:${line}: imports values of ${specifier}; only \`import type\` is allowed: ${layer.instead}`,
      ];
    }
    return [`${file}:${line}: may not import ${specifier}: ${layer.instead}`];
  });
}
