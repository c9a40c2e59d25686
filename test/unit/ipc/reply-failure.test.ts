import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { failureOf, invalidInput, isExpected } from '#main/ipc/reply-failure.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import { DeskError, deskErrorCode } from '#shared/ipc/errors.ts';

describe('failureOf', () => {
  test('passes on what was thrown on purpose', () => {
    const error = new DeskError('conflict', 'There is one already.', { field: 'name', detail: 'main' });
    expect(failureOf(error)).toEqual({
      code: 'conflict',
      message: 'There is one already.',
      field: 'name',
      detail: 'main',
    });
  });

  test.each([
    ['unauthorised', 'unauthorised'],
    ['invalid', 'rejected_by_network'],
    ['server', 'network_fault'],
    ['unreadable', 'unreadable_answer'],
    ['refused_address', 'address_refused'],
  ] as const)('names a network’s %s as %s', (kind, code) => {
    expect(failureOf(new NetworkFault(kind, 'It said no.'))).toEqual({ code, message: 'It said no.' });
    expect(deskErrorCode.options).toContain(code);
  });

  test.each([
    new Error('SQLITE_ERROR near "secret-token" in /home/person/desk.sqlite'),
    new DeskError('internal', 'no such column: secret-token', { detail: 'at store.ts:12' }),
    'secret-token',
    { token: 'secret-token' },
  ])('says nothing of what nobody expected (%#)', (error) => {
    const failure = failureOf(error);
    expect(failure.code).toBe('internal');
    expect(JSON.stringify(failure)).not.toMatch(/secret-token|store\.ts|home|SQL|column/);
    expect(isExpected(error)).toBe(false);
  });
});

describe('invalidInput', () => {
  test('names the field at fault and where it stands', () => {
    const draft = z.object({ draft: z.object({ name: z.string().min(1, 'Give it a name.') }) });
    const read = draft.safeParse({ draft: { name: '' } });
    expect(read.error && invalidInput(read.error)).toEqual({
      code: 'invalid_input',
      message: 'Give it a name.',
      field: 'name',
      detail: 'draft.name',
    });
  });
});
