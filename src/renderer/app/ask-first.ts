import { EVERYTHING } from '#renderer/features/conversions/conversion-view.ts';
import { allAnswered, askAhead } from '#renderer/state/asked-ahead.ts';
import { CHUNK_ROWS } from '#renderer/state/row-chunks.ts';

/**
 * Asks for what the first sight shows: the desk's state, and the list where the window opens at it. To be imported first, so that the
 * answers are under way while the rest of the page's script runs.
 */
function askFirst(): Promise<void> {
  askAhead('desk.state', {});
  if (window.location.hash === '#/conversions') {
    const list = { filter: {}, order: EVERYTHING.order };
    askAhead('conversions.totals', list);
    askAhead('conversions.page', { ...list, index: 0, limit: CHUNK_ROWS });
  }
  return allAnswered();
}

/** Settles when what the first sight shows is there. */
export const firstAnswers = askFirst();
