import { mkdir, writeFile } from 'node:fs/promises';
import { icnsFile, icoFile } from './lib/icon-files.mjs';
import { disc, draw, line, ring, roundedSquare, without } from './lib/picture.mjs';
import { pngFile } from './lib/png-file.mjs';
import { inProject } from './lib/project.mjs';
import { runScript } from './lib/setup-error.mjs';

/** @typedef {import('./lib/picture.mjs').Layer} Layer */
/** @typedef {import('./lib/picture.mjs').Shape} Shape */

const TEAL = /** @type {const} */ ([13, 106, 104]);
const WHITE = /** @type {const} */ ([255, 255, 255]);
const BLACK = /** @type {const} */ ([0, 0, 0]);
const GREY = /** @type {const} */ ([111, 103, 91]);
const AMBER = /** @type {const} */ ([223, 174, 91]);

const STATES = /** @type {const} */ (['idle', 'syncing', 'offline', 'attention']);

/** The badge that says that something waits for a person; it comes with a gap, so that it reads on any panel. */
const BADGE = disc(0.77, 0.77, 0.21);
const BADGE_GAP = disc(0.77, 0.77, 0.28);

/**
 * Draws the app's and the tray's icons into resources/. Run it after a change here: `node scripts/icons.mjs`.
 * The mark is a jack of a switchboard: a ring on a plate.
 */
await runScript(async () => {
  await mkdir(inProject('resources', 'icons'), { recursive: true });
  await mkdir(inProject('resources', 'tray'), { recursive: true });
  const app = (/** @type {number} */ size) => pngFile(size, draw(size, appLayers(0)));
  const macApp = (/** @type {number} */ size) => pngFile(size, draw(size, appLayers(0.09)));
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
    await save(`icons/${size}x${size}.png`, app(size));
  }
  await save('icon.png', app(1024));
  await save('icon.ico', icoFile(pictures([16, 24, 32, 48, 64, 128, 256], app)));
  await save('icon.icns', icnsFile(macApp));
  for (const state of STATES) {
    const tray = (/** @type {number} */ size) => pngFile(size, draw(size, trayLayers(state)));
    const template = (/** @type {number} */ size) => pngFile(size, draw(size, templateLayers(state)));
    await save(`tray/${state}.png`, tray(24));
    await save(`tray/${state}@2x.png`, tray(48));
    await save(`tray/${state}.ico`, icoFile(pictures([16, 20, 24, 32, 48], tray)));
    await save(`tray/${state}Template.png`, template(16));
    await save(`tray/${state}Template@2x.png`, template(32));
  }
});

/**
 * @param {number} margin around the plate: macOS wants one, the others none
 * @returns {Layer[]}
 */
function appLayers(margin) {
  const scale = 1 - 2 * margin;
  return [
    { shape: roundedSquare(margin, 0.225 * scale), colour: TEAL },
    { shape: ring(0.5, 0.5, 0.215 * scale, 0.105 * scale), colour: WHITE },
    { shape: disc(0.5, 0.5, 0.06 * scale), colour: WHITE },
  ];
}

/**
 * The tray's icon for panels of unknown colour: the mark on its plate.
 *
 * @param {typeof STATES[number]} state
 * @returns {Layer[]}
 */
function trayLayers(state) {
  const plate = roundedSquare(0.02, 0.24);
  const mark = markOf(state, 0.235, 0.125);
  const attention = state === 'attention';
  return [
    { shape: attention ? without(plate, BADGE_GAP) : plate, colour: state === 'offline' ? GREY : TEAL },
    { shape: attention ? without(mark, BADGE_GAP) : mark, colour: WHITE },
    ...(attention ? [{ shape: BADGE, colour: AMBER }] : []),
  ];
}

/**
 * The tray's icon for macOS, which colours it itself: the mark alone, in black.
 *
 * @param {typeof STATES[number]} state
 * @returns {Layer[]}
 */
function templateLayers(state) {
  const mark = markOf(state, 0.36, 0.13);
  return state === 'attention'
    ? [
        { shape: without(mark, BADGE_GAP), colour: BLACK },
        { shape: BADGE, colour: BLACK },
      ]
    : [{ shape: mark, colour: BLACK }];
}

/**
 * The ring, whole when all is well; broken while syncing, struck through when offline.
 *
 * @param {typeof STATES[number]} state
 * @param {number} radius
 * @param {number} width
 * @returns {Shape}
 */
function markOf(state, radius, width) {
  const whole = ring(0.5, 0.5, radius, width);
  const reach = radius + width / 2;
  if (state === 'syncing') {
    const gap = line([0.5 - reach, 0.5 + reach], [0.5 + reach, 0.5 - reach], width * 1.7);
    const core = disc(0.5, 0.5, width * 0.75);
    return (x, y) => Math.min(without(whole, gap)(x, y), core(x, y));
  }
  if (state === 'offline') {
    const end = reach * 0.95;
    const from = /** @type {const} */ ([0.5 - end, 0.5 - end]);
    const to = /** @type {const} */ ([0.5 + end, 0.5 + end]);
    const stroke = line(from, to, width * 0.9);
    const air = line(from, to, width * 2.2);
    return (x, y) => Math.min(without(whole, air)(x, y), stroke(x, y));
  }
  return whole;
}

/**
 * @param {readonly number[]} sizes
 * @param {(size: number) => Buffer} png
 * @returns {{ size: number, png: Buffer }[]}
 */
function pictures(sizes, png) {
  return sizes.map((size) => ({ size, png: png(size) }));
}

/**
 * @param {string} name
 * @param {Buffer} content
 * @returns {Promise<void>}
 */
function save(name, content) {
  return writeFile(inProject('resources', name), content);
}
