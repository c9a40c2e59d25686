import { describe, expect, test } from 'vitest';
import { decodeMessage, encodeCall } from '#main/shell/tray/bus-message.ts';
import { socketOfBus } from '#main/shell/tray/session-bus.ts';

const CALL = {
  serial: 7,
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
  member: 'NameHasOwner',
  args: ['org.kde.StatusNotifierWatcher'],
};

describe('messages of the bus', () => {
  test('a call is read back as it was written', () => {
    const bytes = encodeCall(CALL);
    expect(bytes.length % 8).toBe(2);
    expect(decodeMessage(bytes)).toEqual({
      used: bytes.length,
      message: {
        type: 'call',
        serial: 7,
        replyTo: null,
        interface: CALL.interface,
        member: CALL.member,
        body: CALL.args,
      },
    });
  });

  test('a message that came in pieces is taken when it is whole, and only it', () => {
    const two = Buffer.concat([encodeCall(CALL), encodeCall({ ...CALL, serial: 8, args: [] })]);
    const first = encodeCall(CALL).length;
    for (let length = 0; length < first; length += 1)
      expect(decodeMessage(two.subarray(0, length))).toBeNull();
    expect(decodeMessage(two)).toMatchObject({ used: first, message: { serial: 7 } });
    expect(decodeMessage(two.subarray(first))).toMatchObject({ message: { serial: 8, body: [] } });
  });

  test('a reply with a variant is read', () => {
    // A method return to call 5 whose body is the variant boolean true.
    const bytes = Buffer.from(
      [
        '6c020101 08000000 09000000 0f000000', // header; 15 bytes of fields
        '05017500 05000000', // field 5 (reply to): u 5
        '08016700 01760000', // field 8 (signature): g "v", padded
        '01620000 01000000', // variant b true
      ]
        .join('')
        .replace(/ /g, ''),
      'hex',
    );
    expect(decodeMessage(bytes)).toMatchObject({
      used: bytes.length,
      message: { type: 'return', replyTo: 5, body: [true] },
    });
  });

  test('nonsense is refused instead of read', () => {
    expect(() => decodeMessage(Buffer.alloc(16, 0x42))).toThrow('big endian');
    const huge = encodeCall(CALL);
    huge.writeUInt32LE(0x7fffffff, 4);
    expect(() => decodeMessage(huge)).toThrow('larger than any expected');
  });
});

describe('socketOfBus', () => {
  test.each([
    ['unix:path=/run/user/1000/bus', '/run/user/1000/bus'],
    ['unix:path=/tmp/dbus-a%20b,guid=0123', '/tmp/dbus-a b'],
    ['unix:abstract=/tmp/dbus-x,guid=1', '\0/tmp/dbus-x'],
    ['tcp:host=localhost,port=1;unix:path=/tmp/bus', '/tmp/bus'],
    ['tcp:host=localhost,port=1', null],
    ['disabled:', null],
    ['', null],
  ])('%j', (address, socket) => {
    expect(socketOfBus(address)).toBe(socket);
  });
});
