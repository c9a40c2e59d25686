import { gzipSync } from 'node:zlib';
import type { WireReply } from '../wire.ts';

/** The ways an answer can be spoiled that only a reader of XML minds. */
export const SPOILED_KINDS = [
  'empty',
  'dtd',
  'entity-bomb',
  'external-entity',
  'gzip-bomb',
  'utf-16',
  'oversize',
  'two-children',
  'zoneless-times',
  'offset-times',
] as const;

/** One of them. */
export type SpoiledKind = (typeof SPOILED_KINDS)[number];

/** Whether a kind of fault is a spoiled answer. */
export function isSpoiledKind(kind: string): kind is SpoiledKind {
  return SPOILED_KINDS.some((known) => known === kind);
}

const BOMB_BYTES = 64 * 1024 * 1024;
const OVERSIZE_BYTES = 9 * 1024 * 1024;
const BOMB_LEVELS = 9;
const TWO_HOURS = 2 * 3_600_000;
const TIME = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g;

function bomb(): string {
  const levels = Array.from({ length: BOMB_LEVELS }, (_, level) => {
    const content = level === 0 ? 'ha' : `&b${level - 1};`.repeat(10);
    return `<!ENTITY b${level} "${content}">`;
  });
  return levels.join('');
}

function withDocumentType(text: string, internal: string, entity: string | undefined): string {
  const declared = text.replace('?>\n', `?>\n<!DOCTYPE soapenv:Envelope ${internal}>\n`);
  if (entity === undefined) return declared;
  return declared.replace(/(<(?:\w+:)?requestId>)[^<]*/, `$1&${entity};`);
}

function withOffset(time: string): string {
  return new Date(Date.parse(time) + TWO_HOURS).toISOString().replace('Z', '+02:00');
}

/**
 * A right answer made wrong. `zoneless-times` breaks the schema, `offset-times` does not; the entity of
 * `external-entity` lies at `entityUrl`, so that it shows whether somebody fetched it.
 */
export function spoiled(kind: SpoiledKind, reply: WireReply, entityUrl: string): WireReply {
  const text = reply.body.toString();
  const like = (body: string | Buffer): WireReply => ({ ...reply, body });
  switch (kind) {
    case 'empty':
      return like('');
    case 'dtd':
      return like(withDocumentType(text, '', undefined));
    case 'entity-bomb':
      return like(withDocumentType(text, `[${bomb()}]`, `b${BOMB_LEVELS - 1}`));
    case 'external-entity':
      return like(withDocumentType(text, `[<!ENTITY out SYSTEM "${entityUrl}">]`, 'out'));
    case 'gzip-bomb': {
      const body = gzipSync(Buffer.concat([Buffer.from(text), Buffer.alloc(BOMB_BYTES, ' ')]));
      return { ...reply, headers: { ...reply.headers, 'content-encoding': 'gzip' }, body };
    }
    case 'utf-16': {
      const declared = text.replace('encoding="UTF-8"', 'encoding="UTF-16"');
      const headers = { ...reply.headers, 'content-type': 'text/xml; charset=utf-16' };
      return { ...reply, headers, body: Buffer.from(`\uFEFF${declared}`, 'utf16le') };
    }
    case 'oversize':
      return like(text + ' '.repeat(OVERSIZE_BYTES));
    case 'two-children':
      return like(text.replace(/(<soapenv:Body>)([\s\S]*)(<\/soapenv:Body>)/, '$1$2$2$3'));
    case 'zoneless-times':
      return like(text.replaceAll(TIME, (time) => time.slice(0, -1)));
    case 'offset-times':
      return like(text.replaceAll(TIME, withOffset));
  }
}
