import { describe, expect, it } from 'vitest';
import { schemasOf } from '#main/ipc/request-schemas.ts';
import { requests } from '#shared/ipc/contract.ts';
import type { RequestName } from '#shared/ipc/contract.ts';

const isRequestName = (name: string): name is RequestName => Object.hasOwn(requests, name);
const names = Object.keys(requests).filter(isRequestName);

describe('the schemas of a request', () => {
  it.each(names)('of %s are those of the contract', async (name) => {
    expect(await schemasOf(name)).toBe(requests[name]);
  });
});
