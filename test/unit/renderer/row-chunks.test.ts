import { describe, expect, it } from 'vitest';
import { CHUNK_ROWS, RowChunks } from '#renderer/state/row-chunks.ts';

interface Question {
  readonly index: number;
  readonly answer: (rows: readonly string[]) => Promise<void>;
  readonly fail: (thrown: unknown) => Promise<void>;
}

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
};

function started() {
  const questions: Question[] = [];
  const faults: unknown[] = [];
  let changes = 0;
  const chunks = new RowChunks<string>(
    (index, limit) => {
      expect(limit).toBe(CHUNK_ROWS);
      const { promise, resolve, reject } = Promise.withResolvers<readonly string[]>();
      questions.push({
        index,
        answer: async (rows) => {
          resolve(rows);
          await settled();
        },
        fail: async (thrown) => {
          reject(thrown);
          await settled();
        },
      });
      return promise;
    },
    () => {
      changes += 1;
    },
    (thrown) => faults.push(thrown),
  );
  const take = (): Question => {
    const question = questions.shift();
    if (!question) throw new Error('Nothing was asked.');
    return question;
  };
  return { chunks, questions, take, faults, changes: () => changes };
}

const rowsFrom = (index: number, note = ''): string[] =>
  Array.from({ length: CHUNK_ROWS }, (_, at) => `row ${index + at}${note}`);

const COUNT = 1_000_000;

describe('row chunks', () => {
  it('asks for the chunk that is looked at first, then for its neighbours', async () => {
    const { chunks, take, questions } = started();
    chunks.want(520, 560, COUNT);
    expect(questions.map((question) => question.index)).toEqual([500, 600]);
    await take().answer(rowsFrom(500));
    expect(chunks.rowAt(523)).toBe('row 523');
    expect(chunks.rowAt(640)).toBeUndefined();
    expect(questions.map((question) => question.index)).toEqual([600, 400]);
  });

  it('never asks for what was only passed while two requests were on their way', async () => {
    const { chunks, take, questions } = started();
    for (let row = 0; row < 500_000; row += 5000) chunks.want(row, row + 40, COUNT);
    expect(questions.map((question) => question.index)).toEqual([0, 100]);
    await take().answer(rowsFrom(0));
    await take().answer(rowsFrom(100));
    expect(questions.map((question) => question.index)).toEqual([495_000, 495_100]);
  });

  it('asks for nothing beyond the end of the list', () => {
    const { chunks, questions } = started();
    chunks.want(0, 40, 60);
    expect(questions.map((question) => question.index)).toEqual([0]);
  });

  it('keeps rows while newer ones are on their way, and drops what is not looked at', async () => {
    const { chunks, take } = started();
    chunks.want(0, 40, 200);
    await take().answer(rowsFrom(0));
    await take().answer(rowsFrom(100));
    chunks.invalidate();
    expect(chunks.rowAt(7)).toBe('row 7');
    expect(chunks.rowAt(107)).toBeUndefined();
    await take().answer(rowsFrom(0, ' now'));
    expect(chunks.rowAt(7)).toBe('row 7 now');
  });

  it('asks again when an answer was on its way as the list changed', async () => {
    const { chunks, take, questions } = started();
    chunks.want(0, 40, 100);
    chunks.invalidate();
    await take().answer(rowsFrom(0, ' before'));
    expect(questions).toHaveLength(1);
    await take().answer(rowsFrom(0, ' after'));
    expect(chunks.rowAt(0)).toBe('row 0 after');
    expect(questions).toHaveLength(0);
  });

  it('keeps a bounded number of chunks, the ones looked at last', async () => {
    const { chunks, take, questions } = started();
    for (let chunk = 0; chunk < 200; chunk += 2) {
      chunks.want(chunk * CHUNK_ROWS, chunk * CHUNK_ROWS + 40, COUNT);
      while (questions.length > 0) {
        const question = take();
        await question.answer(rowsFrom(question.index));
      }
    }
    expect(chunks.kept).toBeLessThanOrEqual(24);
    expect(chunks.rowAt(198 * CHUNK_ROWS)).toBe(`row ${198 * CHUNK_ROWS}`);
    expect(chunks.rowAt(0)).toBeUndefined();
  });

  it('tells a failure once and stops asking until the list is asked for again', async () => {
    const { chunks, take, faults, questions } = started();
    chunks.want(0, 40, 100);
    await take().fail(new Error('gone'));
    expect(faults).toHaveLength(1);
    chunks.want(0, 41, 100);
    expect(questions).toHaveLength(0);
    chunks.invalidate();
    await take().answer(rowsFrom(0));
    expect(chunks.rowAt(3)).toBe('row 3');
  });

  it('says when other rows are at hand', async () => {
    const { chunks, take, changes } = started();
    chunks.want(0, 40, 100);
    expect(changes()).toBe(0);
    await take().answer(rowsFrom(0));
    expect(changes()).toBe(1);
  });
});
