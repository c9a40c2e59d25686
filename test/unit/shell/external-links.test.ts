import { describe, expect, test } from 'vitest';
import { openInBrowser } from '#main/shell/page/external-links.ts';

describe('openInBrowser', () => {
  const opened: string[] = [];
  const open = (address: string): Promise<void> => {
    opened.push(address);
    return Promise.resolve();
  };

  test.each(['https://example.com/', 'http://example.com:8080/a?b=c#d'])('opens %s', async (address) => {
    opened.length = 0;
    await openInBrowser(address, open);
    expect(opened).toEqual([address]);
  });

  test.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'app://switchboard/index.html',
    'mailto:someone@example.com',
    'ms-settings:about',
    String.raw`\\host\share`,
    'https://user@example.com/',
    'https://:secret@example.com/',
    'example.com',
    '',
    null,
    7,
    { href: 'https://example.com/' },
  ])('refuses %j', async (value) => {
    opened.length = 0;
    await expect(openInBrowser(value, open)).rejects.toMatchObject({ code: 'address_refused' });
    expect(opened).toEqual([]);
  });
});
