/** A message on a D-Bus bus, as far as asking for the tray's host takes (D-Bus specification, "Message Protocol"). */
export interface BusMessage {
  readonly type: 'call' | 'return' | 'error' | 'signal';
  readonly serial: number;
  readonly replyTo: number | null;
  readonly interface: string;
  readonly member: string;
  readonly body: readonly (string | number | boolean)[];
}

/** A method call to be sent; every argument is text. */
export interface BusCall {
  readonly serial: number;
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly args: readonly string[];
}

const TYPES = ['call', 'return', 'error', 'signal'] as const;
const FIELD = { path: 1, interface: 2, member: 3, replyTo: 5, destination: 6, signature: 8 } as const;
const LITTLE = 0x6c;
const VERSION = 1;
const HEADER = 16;
const LARGEST = 128 * 1024;

/** The bytes of a method call, little endian. */
export function encodeCall(call: BusCall): Buffer {
  const body = new Writer();
  for (const text of call.args) body.text(text);
  const bodyBytes = body.bytes();

  const fields = new Writer();
  const field = (code: number, type: string, text: string): void => {
    fields.align(8);
    fields.byte(code);
    fields.signature(type);
    if (type === 'g') fields.signature(text);
    else fields.text(text);
  };
  field(FIELD.path, 'o', call.path);
  field(FIELD.interface, 's', call.interface);
  field(FIELD.member, 's', call.member);
  field(FIELD.destination, 's', call.destination);
  if (call.args.length > 0) field(FIELD.signature, 'g', 's'.repeat(call.args.length));
  const fieldBytes = fields.bytes();

  const start = Buffer.alloc(HEADER);
  start.writeUInt8(LITTLE, 0);
  start.writeUInt8(TYPES.indexOf('call') + 1, 1);
  start.writeUInt8(VERSION, 3);
  start.writeUInt32LE(bodyBytes.length, 4);
  start.writeUInt32LE(call.serial, 8);
  start.writeUInt32LE(fieldBytes.length, 12);
  return Buffer.concat([start, padded(fieldBytes), bodyBytes]);
}

/**
 * Takes the first whole message off the bytes received so far; null while it has not all come.
 * @throws Error when the bytes are no message this reader understands
 */
export function decodeMessage(bytes: Buffer): { readonly message: BusMessage; readonly used: number } | null {
  if (bytes.length < HEADER) return null;
  if (bytes.readUInt8(0) !== LITTLE) throw new Error('The bus speaks big endian.');
  const bodyLength = bytes.readUInt32LE(4);
  const fieldsLength = bytes.readUInt32LE(12);
  const bodyStart = HEADER + fieldsLength + gap(fieldsLength, 8);
  if (bodyLength + bodyStart > LARGEST) throw new Error('The bus sent a message larger than any expected.');
  const used = bodyStart + bodyLength;
  if (bytes.length < used) return null;

  const fields = readFields(new Reader(bytes, HEADER, HEADER + fieldsLength));
  const type = TYPES[bytes.readUInt8(1) - 1];
  if (type === undefined) throw new Error('The bus sent a message of an unknown type.');
  const text = (code: number): string => String(fields.get(code) ?? '');
  const replyTo = fields.get(FIELD.replyTo);
  return {
    used,
    message: {
      type,
      serial: bytes.readUInt32LE(8),
      replyTo: typeof replyTo === 'number' ? replyTo : null,
      interface: text(FIELD.interface),
      member: text(FIELD.member),
      body: readBody(new Reader(bytes, bodyStart, used), text(FIELD.signature)),
    },
  };
}

function readFields(reader: Reader): ReadonlyMap<number, string | number | boolean> {
  const fields = new Map<number, string | number | boolean>();
  while (!reader.atEnd()) {
    reader.align(8);
    const code = reader.byte();
    fields.set(code, reader.variant());
  }
  return fields;
}

function readBody(reader: Reader, signature: string): readonly (string | number | boolean)[] {
  const values: (string | number | boolean)[] = [];
  for (const type of signature) {
    // Anything beyond the plain types is of no interest here, and neither is what follows it.
    if (!'ybusogv'.includes(type)) break;
    values.push(reader.value(type));
  }
  return values;
}

function gap(length: number, alignment: number): number {
  return (alignment - (length % alignment)) % alignment;
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(gap(bytes.length, 8))]);
}

class Writer {
  readonly #parts: Buffer[] = [];
  #length = 0;

  align(alignment: number): void {
    this.#push(Buffer.alloc(gap(this.#length, alignment)));
  }

  byte(value: number): void {
    this.#push(Buffer.from([value]));
  }

  signature(text: string): void {
    this.#push(Buffer.from(`${String.fromCharCode(text.length)}${text}\0`, 'latin1'));
  }

  text(text: string): void {
    this.align(4);
    const bytes = Buffer.from(text, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    this.#push(length, bytes, Buffer.alloc(1));
  }

  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }

  #push(...parts: readonly Buffer[]): void {
    for (const part of parts) {
      this.#parts.push(part);
      this.#length += part.length;
    }
  }
}

class Reader {
  readonly #bytes: Buffer;
  readonly #end: number;
  #at: number;

  constructor(bytes: Buffer, start: number, end: number) {
    this.#bytes = bytes;
    this.#at = start;
    this.#end = end;
  }

  atEnd(): boolean {
    return this.#at >= this.#end;
  }

  align(alignment: number): void {
    this.#at += gap(this.#at, alignment);
  }

  byte(): number {
    const value = this.#bytes.readUInt8(this.#at);
    this.#at += 1;
    return value;
  }

  variant(): string | number | boolean {
    return this.value(this.#signature());
  }

  value(type: string): string | number | boolean {
    switch (type) {
      case 'y':
        return this.byte();
      case 'b':
        return this.#number() === 1;
      case 'u':
        return this.#number();
      case 's':
      case 'o':
        return this.#text();
      case 'g':
        return this.#signature();
      case 'v':
        return this.variant();
      default:
        throw new Error(`The bus sent a value of type “${type}”, which was not asked for.`);
    }
  }

  #number(): number {
    this.align(4);
    const value = this.#bytes.readUInt32LE(this.#at);
    this.#at += 4;
    return value;
  }

  #text(): string {
    return this.#take(this.#number());
  }

  #signature(): string {
    return this.#take(this.byte());
  }

  #take(length: number): string {
    const text = this.#bytes.toString('utf8', this.#at, this.#at + length);
    this.#at += length + 1;
    return text;
  }
}
