import { clipboard, nativeImage, shell } from 'electron';
import { openInBrowser } from '../page/external-links.ts';
import { copyPicture } from './copy-picture.ts';

/** What is handed to other programs: by the clipboard, or to the browser, which gets web addresses only. */
export const handOver = {
  copyText: (text: string) => clipboard.writeText(text),
  copyPicture: (png: Uint8Array) =>
    copyPicture(png, { clipboard, picture: (bytes) => nativeImage.createFromBuffer(bytes) }),
  openExternal: (url: string) => openInBrowser(url, (address) => shell.openExternal(address)),
};
