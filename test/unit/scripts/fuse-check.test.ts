import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { fuseFaults, wantedFuses } from '#scripts/lib/fuse-check.mjs';
import { inProject } from '#scripts/lib/project.mjs';

describe('fuses', () => {
  it('accepts what must be and names each difference', () => {
    const wanted = wantedFuses({ drivable: false });
    expect(fuseFaults(wanted, wanted)).toEqual([]);
    expect(fuseFaults({ ...wanted, RunAsNode: true }, wanted)).toEqual(['fuse RunAsNode is on, must be off']);
    const { OnlyLoadAppFromAsar: _lost, ...rest } = wanted;
    expect(fuseFaults(rest, wanted)).toEqual(['fuse OnlyLoadAppFromAsar is missing, must be on']);
  });

  it('lets the inspector in only where specs drive the program', () => {
    expect(wantedFuses({ drivable: false })['EnableNodeCliInspectArguments']).toBe(false);
    expect(fuseFaults(wantedFuses({ drivable: true }), wantedFuses({ drivable: false }))).toHaveLength(1);
  });

  it('is what electron-builder is told to flip', async () => {
    const settings = await readFile(inProject('electron-builder.yml'), 'utf8');
    for (const [name, on] of Object.entries(wantedFuses({ drivable: false }))) {
      expect(settings).toContain(`  ${name.charAt(0).toLowerCase()}${name.slice(1)}: ${on}\n`);
    }
  });
});
