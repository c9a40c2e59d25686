import { describe, expect, it } from 'vitest';
import type { HttpAnswer } from '#main/networks/http/http-send.ts';
import type { Sleep } from '#main/networks/spc/probe.ts';
import { sessionClients } from '#main/networks/spc/spc-client.ts';
import {
  envelope,
  scriptedSend,
  soapAnswer,
  soapFault,
  spcAccount,
  spcFaultOf,
  SPC_KEY,
  typedDetail,
  UPDATE_ANSWER,
} from '#test/support/spc/account.ts';

const NOW = Date.parse('2026-03-02T15:04:04.120Z');
const signal = new AbortController().signal;

describe('the probe', () => {
  const probing = (...answers: readonly HttpAnswer[]) => {
    const slept: number[] = [];
    const sleep: Sleep = (ms) => {
      slept.push(ms);
      return Promise.resolve();
    };
    const { send, sent } = scriptedSend(...answers);
    const client = sessionClients({ send, sleep, clock: () => NOW })(spcAccount(), SPC_KEY);
    return { probe: () => client.probe({ signal }), sent, slept };
  };
  const refused = (field: string) =>
    soapAnswer(
      soapFault(
        typedDetail('InvalidField', `<violation><field>${field}</field><reason>UNKNOWN</reason></violation>`),
      ),
      500,
    );
  const timestamp = soapAnswer(
    soapFault(typedDetail('AuthenticationFailed', '<reason>TIMESTAMP</reason>', 'true')),
    500,
  );
  const limited = (seconds: number) =>
    soapAnswer(
      soapFault(
        typedDetail(
          'RateLimited',
          `<limit>1</limit><windowSeconds>1</windowSeconds><retryAfterSeconds>${seconds}</retryAfterSeconds>`,
          'true',
        ),
      ),
      500,
    );

  it('is content when only the session is refused', async () => {
    for (const field of ['session/sessionId', 'sessionId', 'information']) {
      const { probe, sent } = probing(refused(field));
      await probe();
      expect(sent).toHaveLength(1);
      expect(sent[0]?.body).toMatch(/<s:sessionId>probe-[0-9a-f]{32}<\/s:sessionId>/);
    }
    await probing(soapAnswer(envelope(UPDATE_ANSWER))).probe();
    const gone = typedDetail(
      'SessionExpired',
      '<session><sessionId>a</sessionId></session><state>EXPIRED</state>',
    );
    await probing(soapAnswer(soapFault(gone), 500)).probe();
  });

  it('is not content with a customer, a key or a server that is wrong', async () => {
    expect((await spcFaultOf(probing(refused('customerId')).probe())).fault).toMatchObject({
      kind: 'invalid_field',
    });
    const wrong = soapAnswer(
      soapFault(typedDetail('AuthenticationFailed', '<reason>CREDENTIALS</reason>')),
      500,
    );
    const { probe, sent } = probing(wrong);
    expect((await spcFaultOf(probe())).fault).toEqual({ kind: 'authentication', reason: 'CREDENTIALS' });
    expect(sent).toHaveLength(1);
  });

  it('tries what may pass twice more, as told, with another nonce', async () => {
    const { probe, sent, slept } = probing(timestamp, limited(2), refused('session/sessionId'));
    await probe();
    expect(slept).toEqual([1000, 2000]);
    expect(new Set(sent.map(({ body }) => /<wsse:Nonce.*?<\/wsse:Nonce>/.exec(body ?? '')?.[0])).size).toBe(
      3,
    );
    const often = probing(timestamp);
    expect((await spcFaultOf(often.probe())).fault).toMatchObject({ reason: 'TIMESTAMP' });
    expect(often.sent).toHaveLength(3);
    const long = probing(limited(60));
    await spcFaultOf(long.probe());
    expect(long.sent).toHaveLength(1);
  });
});
