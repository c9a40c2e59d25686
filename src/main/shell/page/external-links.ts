import { DeskError } from '#shared/ipc/errors.ts';

/**
 * Opens an address in the person's browser if it is one that belongs there: http or https, readable, without
 * credentials. The only way out of the app.
 * @throws DeskError address_refused otherwise; nothing is opened then
 */
export async function openInBrowser(value: unknown, open: (address: string) => Promise<void>): Promise<void> {
  if (typeof value !== 'string' || !URL.canParse(value)) throw refused('This is not an address.');
  const address = new URL(value);
  if (address.protocol !== 'https:' && address.protocol !== 'http:') {
    throw refused('Only http and https addresses are opened in the browser.');
  }
  if (address.username !== '' || address.password !== '') {
    throw refused('An address with a user name or password in it is not opened.');
  }
  await open(address.href);
}

function refused(message: string): DeskError {
  return new DeskError('address_refused', message, { field: 'url' });
}
