import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A key and a certificate signed by itself, for one test's server. */
export interface OwnCertificate {
  readonly key: string;
  readonly cert: string;
  /** What Chromium's `--ignore-certificate-errors-spki-list` takes to trust this one key and no other. */
  readonly keyDigest: string;
}

const DAY = 86_400_000;

/** `ecdsa-with-SHA256` (RFC 5758), as an AlgorithmIdentifier. */
const ECDSA_SHA256 = sequence(objectId('2a8648ce3d040302'));

/** A certificate for these names, good from yesterday until tomorrow (X.509 v3, RFC 5280). */
export function ownCertificate(names: readonly [string, ...string[]]): OwnCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicInfo = publicKey.export({ type: 'spki', format: 'der' });
  const name = sequence(element(0x31, sequence(objectId('550403'), element(0x0c, Buffer.from(names[0])))));
  const alternatives = sequence(...names.map((one) => element(0x82, Buffer.from(one))));
  const signed = sequence(
    element(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ECDSA_SHA256,
    name,
    sequence(time(Date.now() - DAY), time(Date.now() + DAY)),
    name,
    publicInfo,
    element(0xa3, sequence(sequence(objectId('551d11'), element(0x04, alternatives)))),
  );
  const whole = sequence(signed, ECDSA_SHA256, bits(sign('sha256', signed, privateKey)));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${whole.toString('base64')}\n-----END CERTIFICATE-----\n`,
    keyDigest: createHash('sha256').update(publicInfo).digest('base64'),
  };
}

function element(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const length =
    content.length < 0x80
      ? [content.length]
      : [0x82, Math.floor(content.length / 0x100), content.length % 0x100];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return element(0x30, ...parts);
}

function integer(bytes: Buffer): Buffer {
  return element(0x02, bytes);
}

function objectId(hex: string): Buffer {
  return element(0x06, Buffer.from(hex, 'hex'));
}

function bits(bytes: Buffer): Buffer {
  return element(0x03, Buffer.from([0]), bytes);
}

/** UTCTime: two digits of the year, to the second. */
function time(at: number): Buffer {
  const digits = new Date(at).toISOString().replace(/\D/g, '').slice(2, 14);
  return element(0x17, Buffer.from(`${digits}Z`));
}
