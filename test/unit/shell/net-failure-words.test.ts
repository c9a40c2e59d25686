import { expect, it } from 'vitest';
import { netFailureWords } from '#main/shell/outside/net-failure-words.ts';

it('says in words what Chromium names, and gives the name where it has no words', () => {
  expect(netFailureWords('net::ERR_TUNNEL_CONNECTION_FAILED')).toBe(
    'the system’s proxy does not let it through',
  );
  expect(netFailureWords('Error: net::ERR_CERT_DATE_INVALID at 1')).toBe('its certificate has expired');
  expect(netFailureWords('net::ERR_SOMETHING_NEW')).toBe('the connection failed (ERR_SOMETHING_NEW)');
  expect(netFailureWords('gone')).toBe('the connection failed (no reason given)');
});
