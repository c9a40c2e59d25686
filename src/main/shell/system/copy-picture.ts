import type { Clipboard, NativeImage } from 'electron';

/** Ways to the clipboard: older Electron takes a picture of its own kind, newer one what web pages give. */
export interface PictureWays {
  readonly clipboard: Clipboard;
  readonly picture: (png: Buffer) => NativeImage;
}

/** Puts a PNG on the clipboard. */
export async function copyPicture(png: Uint8Array, { clipboard, picture }: PictureWays): Promise<void> {
  if ('writeImage' in clipboard && typeof clipboard.writeImage === 'function') {
    Reflect.apply(clipboard.writeImage, clipboard, [picture(Buffer.from(png))]);
    return;
  }
  // Older Electron has no such export, so that it must not be asked for by name at the start.
  const { ClipboardItem } = await import('electron');
  const blob = new Blob([Buffer.from(png)], { type: 'image/png' });
  await clipboard.write([new ClipboardItem({ 'image/png': blob })]);
}
