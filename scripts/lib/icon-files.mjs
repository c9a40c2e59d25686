/** Apple's names for the sizes of a picture in an .icns file. */
const ICNS_TYPES = /** @type {const} */ ([
  ['icp4', 16],
  ['icp5', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
]);

/**
 * A Windows .ico file of PNG pictures.
 *
 * @param {readonly { size: number, png: Buffer }[]} pictures sizes up to 256
 * @returns {Buffer}
 */
export function icoFile(pictures) {
  const header = Buffer.alloc(6);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = 6 + 16 * pictures.length;
  const entries = pictures.map(({ size, png }) => {
    const entry = Buffer.alloc(16);
    entry.writeUInt8(size === 256 ? 0 : size, 0);
    entry.writeUInt8(size === 256 ? 0 : size, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += png.length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...pictures.map(({ png }) => png)]);
}

/**
 * A macOS .icns file of PNG pictures.
 *
 * @param {(size: number) => Buffer} png the picture at a size in pixels
 * @returns {Buffer}
 */
export function icnsFile(png) {
  const entries = ICNS_TYPES.map(([type, size]) => {
    const picture = png(size);
    return Buffer.concat([Buffer.from(type, 'ascii'), bigEndian(picture.length + 8), picture]);
  });
  const length = entries.reduce((total, entry) => total + entry.length, 8);
  return Buffer.concat([Buffer.from('icns', 'ascii'), bigEndian(length), ...entries]);
}

/**
 * @param {number} value
 * @returns {Buffer}
 */
function bigEndian(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
