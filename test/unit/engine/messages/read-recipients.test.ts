import { describe, expect, it } from 'vitest';
import { readCopies } from '#main/engine/messages/read-copies.ts';
import { readRecipients } from '#main/engine/messages/read-recipients.ts';

describe('recipients of a file or a paste', () => {
  it('are read by their head line, in any order and under the names other tools use', async () => {
    expect(await readRecipients('\uFEFFname;Username;ID\r\n"Ada; L.";@ada;1597334455667788990\r\n')).toEqual([
      { line: 2, twitterId: '1597334455667788990', handle: '@ada', name: 'Ada; L.' },
    ]);
  });

  it('are read without a head line as id, handle, name, tabs too', async () => {
    expect(await readRecipients('42\tada\tAda\n\n43\tbob')).toEqual([
      { line: 1, twitterId: '42', handle: 'ada', name: 'Ada' },
      { line: 3, twitterId: '43', handle: 'bob', name: '' },
    ]);
  });

  it('keep their line when a cell has several', async () => {
    expect(await readRecipients('twitter_id,handle,name\n1,a,"two\nlines"\n2,b,x')).toEqual([
      { line: 2, twitterId: '1', handle: 'a', name: 'two\nlines' },
      { line: 4, twitterId: '2', handle: 'b', name: 'x' },
    ]);
  });

  it('are refused without an id or a handle', async () => {
    await expect(readRecipients('handle,name\nada,Ada')).rejects.toThrow('no column twitter_id');
    await expect(readRecipients('twitter_id,name\n1,Ada')).rejects.toThrow('no column handle');
    await expect(readRecipients('who,what')).rejects.toThrow('names no column');
    await expect(readRecipients('twitter_id,handle\n1,"a')).rejects.toThrow('cannot be read');
  });
});

describe('ad copies of a file', () => {
  it('are a list, or texts by label', () => {
    const copies = [{ label: 'A', text: 'Call {number}', weight: 1 }];
    expect(readCopies('[{"label":"A","text":"Call {number}"}]')).toEqual(copies);
    expect(readCopies('{"copies":[{"name":"A","text":"Call {number}","weight":1}]}')).toEqual(copies);
    expect(readCopies('{"A":"Call {number}"}')).toEqual(copies);
  });

  it('are refused with the first fault', () => {
    expect(() => readCopies('{')).toThrow('not JSON');
    expect(() => readCopies('[1]')).toThrow('list of objects');
    expect(() => readCopies('[]')).toThrow('no ad copy');
    expect(() => readCopies('[{"label":"A","text":"Call me"}]')).toThrow('Ad copy 1 (“A”)');
  });
});
