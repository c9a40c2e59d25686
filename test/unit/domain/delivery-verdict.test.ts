import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deliveryVerdict } from '#shared/domain/delivery-verdict.ts';

const answer = (status: number, body = '') => deliveryVerdict({ kind: 'answer', status, body });

describe('the verdict of an attempt', () => {
  it.each([200, 201, 202, 204, 299])('accepts %i', (status) => {
    expect(answer(status, 'ok')).toEqual({ verdict: 'accepted', reason: `HTTP ${status}` });
  });

  it.each([
    'success=false; err_msg=Invalid Trans. ID #1027c887059b47b.;',
    'success=false;',
    ' \r\n\uFEFFSuccess=False; err_msg=Duplicate conversion;',
  ])('takes 200 with %j for a refusal', (body) => {
    expect(answer(200, body)).toMatchObject({ verdict: 'refused' });
  });

  it.each(['success=true;', '', 'not success=false', 'successful'])('takes 200 with %j for a yes', (body) => {
    expect(answer(200, body)).toMatchObject({ verdict: 'accepted' });
  });

  it('quotes the beginning of a refusal on one line', () => {
    const { reason } = answer(200, `success=false;\n\u0000${'x'.repeat(5000)}`);
    expect(reason).toMatch(/^HTTP 200, but the body says: success=false; x+…$/);
    expect(reason.length).toBeLessThan(260);
  });

  it('leaves the body alone where the rule says any 2xx', () => {
    const outcome = { kind: 'answer', status: 200, body: 'success=false;' } as const;
    expect(deliveryVerdict(outcome, { rule: 'plain' })).toMatchObject({ verdict: 'accepted' });
  });

  it.each([
    [301, 'transient'],
    [302, 'transient'],
    [400, 'client_error'],
    [401, 'client_error'],
    [404, 'client_error'],
    [408, 'transient'],
    [410, 'gone'],
    [425, 'transient'],
    [429, 'transient'],
    [451, 'client_error'],
    [500, 'transient'],
    [502, 'transient'],
    [503, 'transient'],
    [504, 'transient'],
  ])('does not deliver with %i: %s', (status, failure) => {
    expect(answer(status, 'success=true')).toMatchObject({ verdict: 'not_delivered', failure });
  });

  it('delivers with no status but a 2xx', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 999 }), fc.string(), (status, body) => {
        expect(answer(status, body).verdict === 'not_delivered').toBe(status < 200 || status > 299);
      }),
    );
  });

  it.each(['timeout', 'name_not_found', 'connection', 'tls', 'other'] as const)(
    'tries %s again',
    (failure) => {
      expect(deliveryVerdict({ kind: 'no_answer', failure, detail: 'ECONNRESET' })).toMatchObject({
        verdict: 'not_delivered',
        failure: 'transient',
      });
    },
  );

  it('says why there was no answer', () => {
    expect(deliveryVerdict({ kind: 'no_answer', failure: 'blocked', detail: '127.0.0.1' })).toEqual({
      verdict: 'not_delivered',
      reason: 'The address is not allowed: 127.0.0.1',
      failure: 'blocked',
    });
    expect(deliveryVerdict({ kind: 'no_answer', failure: 'timeout', detail: '' }).reason).toBe(
      'No answer in time',
    );
  });
});
