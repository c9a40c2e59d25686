/**
 * Pictures as stacked shapes. A shape is a function from a point of the unit square to its distance from the shape's
 * edge, negative inside; so every size is drawn sharp from the same description.
 *
 * @typedef {(x: number, y: number) => number} Shape
 * @typedef {{ shape: Shape, colour: readonly [number, number, number] }} Layer
 */

/**
 * @param {number} cx
 * @param {number} cy
 * @param {number} radius
 * @returns {Shape}
 */
export const disc = (cx, cy, radius) => (x, y) => Math.hypot(x - cx, y - cy) - radius;

/**
 * @param {number} cx
 * @param {number} cy
 * @param {number} radius of the line's middle
 * @param {number} width of the line
 * @returns {Shape}
 */
export const ring = (cx, cy, radius, width) => (x, y) =>
  Math.abs(Math.hypot(x - cx, y - cy) - radius) - width / 2;

/**
 * @param {number} inset of every side
 * @param {number} corner radius
 * @returns {Shape}
 */
export const roundedSquare = (inset, corner) => (x, y) => {
  const half = 0.5 - inset - corner;
  const dx = Math.abs(x - 0.5) - half;
  const dy = Math.abs(y - 0.5) - half;
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - corner;
};

/**
 * A line with round ends.
 *
 * @param {readonly [number, number]} from
 * @param {readonly [number, number]} to
 * @param {number} width
 * @returns {Shape}
 */
export const line =
  ([ax, ay], [bx, by], width) =>
  (x, y) => {
    const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2);
    const t = Math.min(1, Math.max(0, along));
    return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)) - width / 2;
  };

/**
 * @param {Shape} shape
 * @param {...Shape} holes
 * @returns {Shape} the shape without the holes
 */
export const without =
  (shape, ...holes) =>
  (x, y) =>
    Math.max(shape(x, y), ...holes.map((hole) => -hole(x, y)));

/**
 * Draws layers, the first at the bottom.
 *
 * @param {number} size in pixels
 * @param {readonly Layer[]} layers
 * @returns {Uint8Array} red, green, blue, alpha of every pixel
 */
export function draw(size, layers) {
  const pixels = new Uint8Array(size * size * 4);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      pixels.set(pixel((column + 0.5) / size, (row + 0.5) / size, size, layers), (row * size + column) * 4);
    }
  }
  return pixels;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @param {readonly Layer[]} layers
 * @returns {number[]}
 */
function pixel(x, y, size, layers) {
  let colour = [0, 0, 0];
  let alpha = 0;
  for (const layer of layers) {
    const cover = Math.min(1, Math.max(0, 0.5 - layer.shape(x, y) * size));
    const sum = cover + alpha * (1 - cover);
    if (cover > 0) {
      colour = colour.map((old, i) => ((layer.colour[i] ?? 0) * cover + old * alpha * (1 - cover)) / sum);
    }
    alpha = sum;
  }
  return [...colour.map(Math.round), Math.round(alpha * 255)];
}
