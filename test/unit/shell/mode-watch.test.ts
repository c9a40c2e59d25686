import { expect, test } from 'vitest';
import { watchMode } from '#main/shell/workspace/mode-watch.ts';
import type { DeskMode } from '#shared/domain/desk-mode.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('the mode is known once it was looked for, and is told when it is another', async () => {
  let stored: DeskMode = 'desk';
  let changes = 0;
  let open = true;
  const failures: unknown[] = [];
  let sight = (): void => undefined;
  const store = { read: { deskMode: () => Promise.resolve(stored) } };
  const watch = watchMode({
    store: () => (open ? store : null),
    after: new Promise((resolve) => (sight = resolve)),
    onChange: () => (changes += 1),
    failed: (error) => failures.push(error),
  });
  stored = 'observe';
  watch.look();
  await turn();
  expect([watch.mode, changes]).toEqual(['desk', 0]);
  sight();
  await turn();
  expect([watch.mode, changes]).toEqual(['observe', 1]);
  watch.look();
  await turn();
  expect(changes).toBe(1);
  open = false;
  watch.look();
  await turn();
  expect([watch.mode, changes, failures]).toEqual(['desk', 2, []]);
});
