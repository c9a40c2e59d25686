import { describe, expect, it } from 'vitest';
import { expiryText, messageText } from '#shared/domain/message-text.ts';

const END = Date.UTC(2026, 2, 2, 19, 4, 59, 999);
const FACTS = { handle: 'ada', name: 'Ada L.', number: '(202) 555-0143', expiresAt: END };

describe('the text of a message', () => {
  it('tells its end to the minute in the zone, never later than it is', () => {
    expect(expiryText(END, 'America/New_York')).toBe('Mar 2, 2:04 PM EST');
    expect(expiryText(END, 'UTC')).toBe('Mar 2, 7:04 PM UTC');
    expect(expiryText(Date.UTC(2026, 6, 1, 4), 'America/New_York')).toBe('Jul 1, 12:00 AM EDT');
  });

  it('is filled with handle, name, number and end', () => {
    const { text, fits } = messageText('@{handle} {name} {number} {expires}', FACTS, 'America/New_York');
    expect(text).toBe('@ada Ada L. (202) 555-0143 Mar 2, 2:04 PM EST');
    expect(fits).toBe(true);
  });

  it('calls who has no name by the handle', () => {
    expect(messageText('Hi {name}', { ...FACTS, name: '' }, 'UTC').text).toBe('Hi ada');
  });
});
