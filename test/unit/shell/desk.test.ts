import { describe, expect, test } from 'vitest';
import { createDesk } from '#main/shell/workspace/desk.ts';
import { lastWorkspace } from '#main/shell/workspace/last-workspace.ts';
import { movedTo, practiceArguments } from '#main/shell/workspace/practice-workspace.ts';
import { folderName } from '#main/shell/workspace/workspace-folders.ts';

const view = (id: string) => ({ id, name: id.toUpperCase(), practice: id === 'practice' });

/** A desk whose workspaces only note what is done to them; opening one named `bad` fails. */
function noted() {
  const steps: string[] = [];
  const step = (text: string) => () => {
    steps.push(text);
    return Promise.resolve();
  };
  const desk = createDesk({
    onChange: () => steps.push('changed'),
    start: async ({ id }) => {
      steps.push(`open ${id}`);
      await Promise.resolve();
      if (id === 'bad') throw new Error('damaged');
      return {
        view: view(id),
        engine: { stop: step(`stop ${id}`) },
        store: { close: step(`close ${id}`) },
        practice: id === 'practice' ? { stop: step('end practice') } : null,
      };
    },
  });
  return { desk, steps };
}

describe('the desk', () => {
  test('closes the old workspace after the new one is open: engine, file, practice network', async () => {
    const { desk, steps } = noted();
    await desk.open(view('practice'));
    await desk.open(view('a'));
    expect(desk.workspace().view.id).toBe('a');
    expect(steps).toEqual([
      'open practice',
      'changed',
      'open a',
      'changed',
      'stop practice',
      'close practice',
      'end practice',
    ]);
  });

  test('keeps the old workspace when the new one cannot be opened', async () => {
    const { desk, steps } = noted();
    await desk.open(view('a'));
    await expect(desk.open(view('bad'))).rejects.toThrow('damaged');
    expect(desk.workspace().view.id).toBe('a');
    expect(steps).not.toContain('close a');
    await desk.open(view('b'));
    expect(desk.workspace().view.id).toBe('b');
  });

  test('leaves a workspace that cannot be kept, and no other in its place', async () => {
    const { desk, steps } = noted();
    await desk.open(view('a'));
    await desk.leave(view('b'));
    expect(desk.workspace().view.id).toBe('a');
    await desk.leave(view('a'));
    expect(desk.current).toBeNull();
    expect(steps).toEqual(['open a', 'changed', 'changed', 'stop a', 'close a']);
  });

  test('two clicks leave one workspace open, and one twice is one', async () => {
    const { desk, steps } = noted();
    await Promise.all([desk.open(view('a')), desk.open(view('b')), desk.open(view('b'))]);
    expect(desk.workspace().view.id).toBe('b');
    expect(steps.filter((one) => one.startsWith('open'))).toEqual(['open a', 'open b']);
    expect(steps.filter((one) => one.startsWith('close'))).toEqual(['close a']);
  });

  test('closing waits for an opening under way and leaves nothing open', async () => {
    const { desk, steps } = noted();
    const opening = desk.open(view('a'));
    await Promise.resolve();
    await desk.close();
    await opening;
    expect(steps.at(-1)).toBe('close a');
    expect(() => desk.workspace()).toThrow('Open a workspace first.');
    await expect(desk.open(view('b'))).rejects.toThrow('closing');
  });
});

describe('the workspace of the start', () => {
  test('is the last one, else the first real one, else none', () => {
    const known = [view('a'), view('b'), view('practice')];
    expect(lastWorkspace(known, 'b')?.id).toBe('b');
    expect(lastWorkspace(known, 'practice')?.id).toBe('practice');
    expect(lastWorkspace(known, 'gone')?.id).toBe('a');
    expect(lastWorkspace([view('practice')], null)).toBeNull();
    expect(lastWorkspace([], 'a')).toBeNull();
  });
});

describe('folderName', () => {
  test.each([
    ['Northwind Media', 'northwind-media'],
    ['Søren & Co', 's-ren-co'],
    ['Café', 'cafe'],
    ['../../etc', 'etc'],
    ['a/b\\c', 'a-b-c'],
    ['CON.txt', 'con-txt'],
  ])('%s', (name, folder) => {
    expect(folderName(name)).toBe(folder);
  });

  test('a name without Latin letters has a folder too, another name another', () => {
    expect(folderName('事業')).toMatch(/^desk-[0-9a-f]+$/);
    expect(folderName('事業')).not.toBe(folderName('事務'));
  });
});

describe('the practice workspace', () => {
  test('starts with a history, and later goes on after the last call it has seen', () => {
    expect(practiceArguments(0, null).join(' ')).toContain('--calls 200');
    const later = practiceArguments(4711, { cursor: 'ABC-1' }).join(' ');
    expect(later).toContain('--port 4711');
    expect(later).toContain('--resume-after ABC-1');
    expect(later).not.toContain('--calls');
  });

  test('moves only what goes to practice receivers', () => {
    expect(movedTo('http://127.0.0.1:4711/receiver/74/x?id={aff_sub2}', '127.0.0.1:9')).toBe(
      'http://127.0.0.1:9/receiver/74/x?id={aff_sub2}',
    );
    for (const url of ['https://partner.example/receiver/1', 'http://127.0.0.1:4711/mine']) {
      expect(movedTo(url, '127.0.0.1:9')).toBe(url);
    }
  });
});
