/*
 * Switchboard: site-navigation drill-down, for a page.
 *
 * Shows each visitor a phone number of his own and tells the desk where he goes, so that a call carries what he was
 * looking at. No dependency, no cookie; what is kept between pages is kept in sessionStorage of the tab.
 *
 *   <script src="http://127.0.0.1:47115/switchboard-visit.js"></script>
 *   <a data-switchboard-number>Call us</a>
 *   <script>
 *     const visit = SwitchboardVisit.begin({
 *       endpoint: 'http://127.0.0.1:47115',
 *       key: '…',                       // the key of the site, from Settings
 *       keywords: ['garden', 'mowers'], // the way to this page; later: visit.step(['garden', 'mowers', 'battery'])
 *     });
 *   </script>
 *
 * Elements marked data-switchboard-number get the number as their text and, where they are links, as their address;
 * while there is none they show the fallback of the site. The key stands in the page: whoever may read the page may
 * tell of steps. On a public site let the site's own server ask instead (docs/guide/drill-down.md).
 *
 * begin(options) takes besides these: fields (more to store, such as { promo_code: 'SPRING' }), onChange(answer), and
 * onTalk(line) for a log. It gives { step(keywords, fields), end(release), answer() }.
 */
(() => {
  'use strict';

  const MOST_KEYWORDS = 20;
  const LONGEST_KEYWORD = 120;
  const CHECK_MS = 5000;
  const QUEUED_MS = 2000;
  const RETRY_MS = [1000, 2000, 4000, 8000, 15000, 30000];

  /** Keywords within the limits of the network: the last ones of a long way, each cut to what one holds. */
  function fitting(keywords) {
    return keywords
      .map((word) => Array.from(String(word).replace(/\s+/g, ' ').trim()).slice(0, LONGEST_KEYWORD).join(''))
      .filter((word) => word !== '')
      .slice(-MOST_KEYWORDS);
  }

  /** What the tab remembers of the visit, so that a step survives the page it was made on. */
  function memoryOf(name) {
    const fresh = () => ({ visit: crypto.randomUUID(), told: 0, waiting: [], shows: null });
    let held = fresh();
    try {
      held = { ...held, ...JSON.parse(sessionStorage.getItem(name) ?? '{}') };
    } catch {
      // Storage that is shut or broken only means that the next page begins a visit of its own.
    }
    const keep = () => {
      try {
        sessionStorage.setItem(name, JSON.stringify(held));
      } catch {
        // As above.
      }
    };
    return {
      held,
      keep,
      forget() {
        Object.assign(held, fresh());
        keep();
      },
    };
  }

  function show(answer) {
    for (const element of document.querySelectorAll('[data-switchboard-number]')) {
      const { number, fallback } = answer;
      const call = number ? number.e164 : fallback?.number;
      const text = number ? number.display : fallback?.text || fallback?.number;
      if (text) element.textContent = text;
      if (element instanceof HTMLAnchorElement) {
        if (call) element.href = `tel:${call}`;
        else element.removeAttribute('href');
      }
    }
  }

  function begin(options) {
    const endpoint = options.endpoint.replace(/\/$/, '');
    const memory = memoryOf(`switchboard:${endpoint}`);
    const { held } = memory;
    let latest = null;
    let sending = false;
    let failures = 0;
    let timer = 0;
    let done = false;
    let last = { keywords: fitting(options.keywords ?? []), fields: options.fields ?? {} };

    const talk = (line) => options.onTalk?.(line);

    async function ask(method, path, body) {
      const answer = await fetch(endpoint + path, {
        method,
        headers: {
          authorization: `Bearer ${options.key}`,
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        credentials: 'omit',
        keepalive: true,
      });
      const told = await answer.json();
      talk(`${method} ${path.split('?')[0]} → ${answer.status}`);
      return { status: answer.status, told };
    }

    /** A look later: for a number on its way, one that ended, and one that is about to end. */
    function lookLater() {
      clearTimeout(timer);
      if (latest === null || latest.state === 'ended') return;
      const left = latest.expires_at === null ? Infinity : Date.parse(latest.expires_at) - Date.now();
      const wait = latest.state === 'queued' ? QUEUED_MS : Math.min(CHECK_MS, Math.max(left, 250));
      timer = setTimeout(() => void look(), wait);
    }

    async function look() {
      if (sending || held.waiting.length > 0) return;
      try {
        const { status, told } = await ask('GET', `/v1/visit?visit=${encodeURIComponent(held.visit)}`);
        if (status === 200 || status === 202) hear(told);
      } catch {
        lookLater();
      }
    }

    function hear(answer) {
      const swapped = held.shows !== null && answer.number !== null && held.shows !== answer.number.e164;
      latest = answer;
      if (answer.number) held.shows = answer.number.e164;
      memory.keep();
      show(answer);
      options.onChange?.({ ...answer, swapped });
      if (answer.state === 'over' && document.visibilityState === 'visible') tell(last.keywords, {});
      else lookLater();
    }

    // A number that is over is no good to anybody: tell once more where the visitor is, and get another one. A page
    // nobody looks at waits with that, so that it takes no number from the pool.
    function seenAgain() {
      const gone = latest !== null && latest.number === null && latest.state !== 'queued';
      if (gone && !done && document.visibilityState === 'visible') tell(last.keywords, {});
    }
    document.addEventListener('visibilitychange', seenAgain);

    /** Steps go out one after the other; one that was not answered goes again, under the same id. */
    async function sendWaiting() {
      if (sending) return;
      sending = true;
      clearTimeout(timer);
      try {
        while (held.waiting.length > 0) {
          const [next] = held.waiting;
          const { path, ...body } = next;
          const { status, told } = await ask('POST', path, { ...body, visit: held.visit });
          if (status === 429 || status >= 500) throw new Error(`answered ${status}`);
          failures = 0;
          held.waiting.shift();
          memory.keep();
          if (status === 404 && path === '/v1/step') {
            held.waiting.unshift({ ...next, path: '/v1/start' });
            continue;
          }
          if (status >= 400) talk(`Refused: ${told.error?.message ?? status}`);
          else hear(told);
        }
      } catch (error) {
        talk(`No answer (${error instanceof Error ? error.message : String(error)}); tried again.`);
        const wait = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)];
        failures += 1;
        timer = setTimeout(() => void sendWaiting(), wait);
      } finally {
        sending = false;
      }
    }

    function tell(keywords, fields) {
      last = { keywords: fitting(keywords), fields };
      held.told += 1;
      const first = held.told === 1;
      held.waiting.push({
        path: first ? '/v1/start' : '/v1/step',
        step: String(held.told),
        keywords: last.keywords,
        page: location.href.split('#')[0],
        ...(first && document.referrer ? { referrer: document.referrer } : {}),
        ...(Object.keys(fields).length > 0 ? { fields } : {}),
      });
      memory.keep();
      void sendWaiting();
    }

    // A page that is drawn before anybody looks at it must not take a number.
    if (document.prerendering) {
      document.addEventListener('prerenderingchange', () => tell(last.keywords, last.fields), { once: true });
    } else {
      tell(last.keywords, last.fields);
    }
    return {
      /** The visitor went on: the whole way to where he is now. */
      step: (keywords, fields = {}) => tell(keywords, fields),
      /** The visit is over; with true the number is given back at once. */
      async end(release) {
        clearTimeout(timer);
        done = true;
        document.removeEventListener('visibilitychange', seenAgain);
        const body = { visit: held.visit, ...(release === undefined ? {} : { release }) };
        const { told } = await ask('POST', '/v1/end', body);
        memory.forget();
        latest = told;
        options.onChange?.({ ...told, swapped: false });
      },
      answer: () => latest,
    };
  }

  window.SwitchboardVisit = { begin };
})();
