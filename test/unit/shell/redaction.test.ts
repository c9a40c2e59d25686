import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redacted, redactedError } from '#main/shell/diagnostics/redaction.ts';

describe('redacted', () => {
  test.each([
    [
      'GET https://acme.invoca.net/api/2020-10-01/networks/transactions/1.json?oauth_token=S3CRET&limit=1 failed',
      'GET https://acme.invoca.net/api/2020-10-01/networks/transactions/1.json?[redacted] failed',
    ],
    ['http://user:S3CRET@example.com/a', 'http://[redacted]@example.com/a'],
    ['https://example.com/a#S3CRET', 'https://example.com/a?[redacted]'],
    ['authorization: S3CRET', 'authorization: [redacted]'],
    ['{"authorization":"S3CRET","a":1}', '{"authorization":[redacted],"a":1}'],
    ['Bearer S3CRET.abc', 'Bearer [redacted]'],
    ['sent Basic YWNtZTpTM0NSRVQ= to it', 'sent Basic [redacted] to it'],
    [
      '<wsse:Password Type="#PasswordText">S3C &amp; RET</wsse:Password><Nonce>S3CRET==</Nonce><s:name>a</s:name>',
      '<wsse:Password Type="#PasswordText">[redacted]</wsse:Password><Nonce>[redacted]</Nonce><s:name>a</s:name>',
    ],
    ['token=S3CRET and more', 'token=[redacted] and more'],
    ['"api_key": "S3CRET"', '"api_key": "[redacted]"'],
    ['NetworkToken=NETS3CRET&Target=Offer', 'NetworkToken=[redacted]&Target=Offer'],
    ['caller 8005550142 called', 'caller [number] called'],
    ['caller +1 (800) 555-0142 called', 'caller [number] called'],
    ['caller 800-555-0142.', 'caller [number].'],
  ])('%s', (line, kept) => {
    expect(redacted(line)).toBe(kept);
  });

  test.each([
    'The main loop stood still for 150 ms.',
    'Basic authentication cannot send it.',
    'Slow query: conversionPage took 52 ms.',
    'Synced Acme: 4000 transactions in 12 pages.',
    'dlv_732f0fc26f2bb924860aabcd8d67fb4d accepted',
    'call 1C91EED8CC0B5A5E67EAED633D6AFCC1 was refused by 127.0.0.1:43597',
  ])('leaves “%s”', (line) => {
    expect(redacted(line)).toBe(line);
  });

  test('no ten-digit number stands, wherever it stands between words', () => {
    const number = fc.stringMatching(/^[2-9]\d{9}$/);
    const around = fc.constantFrom(' ', ', ', ': ', ' (', '"', "'", '\n', '=');
    fc.assert(
      fc.property(number, around, around, (digits, before, after) => {
        expect(redacted(`x${before}${digits}${after}y`)).not.toContain(digits);
      }),
    );
  });
});

describe('redactedError', () => {
  test('tells code, detail and causes without what is secret in them', () => {
    const cause = Object.assign(new Error('connect https://a.example/x?token=S3CRET'), {
      code: 'ECONNREFUSED',
    });
    const error = Object.assign(new Error('failed for 8005550142', { cause }), { detail: 'token=S3CRET' });
    const line = redactedError(error);
    expect(line).toContain('[ECONNREFUSED]');
    expect(line).toContain('caused by');
    expect(line).not.toMatch(/S3CRET|8005550142/);
  });

  test('does not follow causes in a circle', () => {
    const error = new Error('round');
    error.cause = error;
    expect(redactedError(error).match(/caused by/g)).toHaveLength(4);
  });
});
