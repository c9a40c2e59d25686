import { renderSVG } from 'uqr';
import { writeWholeFile } from '../exports/whole-file.ts';
import { qrPng } from './qr-png.ts';

/**
 * Writes the QR code of a text to a file.
 * @throws DeskError invalid_input naming the file when it cannot be written
 */
export async function saveQr(input: {
  readonly text: string;
  readonly format: 'svg' | 'png';
  readonly file: string;
}): Promise<void> {
  const bytes =
    input.format === 'png'
      ? await qrPng(input.text)
      : Buffer.from(renderSVG(input.text, { border: 4, ecc: 'M' }), 'utf8');
  await writeWholeFile(input.file, (handle) => handle.write(bytes));
}
