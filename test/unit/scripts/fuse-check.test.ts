import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { fuseFaults, WANTED_FUSES } from '#scripts/lib/fuse-check.mjs';
import { inProject } from '#scripts/lib/project.mjs';

describe('fuses', () => {
  it('accepts what must be and names each difference', () => {
    expect(fuseFaults(WANTED_FUSES)).toEqual([]);
    expect(fuseFaults({ ...WANTED_FUSES, RunAsNode: true })).toEqual(['fuse RunAsNode is on, must be off']);
    const { OnlyLoadAppFromAsar: _lost, ...rest } = WANTED_FUSES;
    expect(fuseFaults(rest)).toEqual(['fuse OnlyLoadAppFromAsar is missing, must be on']);
  });

  it('is what electron-builder is told to flip', async () => {
    const settings = await readFile(inProject('electron-builder.yml'), 'utf8');
    for (const [name, on] of Object.entries(WANTED_FUSES)) {
      expect(settings).toContain(`  ${name.charAt(0).toLowerCase()}${name.slice(1)}: ${on}\n`);
    }
  });
});
