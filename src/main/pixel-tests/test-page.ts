import { loadedAddresses } from '#shared/domain/goal-code.ts';
import { escapeMarkup } from '#shared/domain/markup-text.ts';
import type { RunningTest } from './running-test.ts';

/** Frames and images of the test load from this server only; scripts are its own. */
export const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** What is inside of a goal's frame: images and further frames of this server, no script but what it serves. */
export const FRAME_POLICY =
  "default-src 'none'; img-src 'self'; frame-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** The page a visitor would see after the form, with the goal's code as it is placed there. */
export function testPage(test: RunningTest, origin: string): string {
  const { goal, offerName, id } = test;
  const byServer = goal.protocol === 'server';
  const placed = byServer ? '' : pointedHere(test, origin, goal.placement.code);
  const call = escapeMarkup(`${origin}/t/${id}/goal${pathOf(goal.placement.url)}`);
  const lead = byServer
    ? `<p>This goal is counted by a server. For a try, let it call this address instead; put the session in place of TRANSACTION_ID.</p><p><code>${call}</code></p>`
    : '<p>This is where the visitor arrives after the form. The code of the goal is placed here, as on your own page. Nothing leaves this machine: every address in it is answered here.</p>';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Test of “${escapeMarkup(goal.name)}”</title>
<link rel="stylesheet" href="/page.css"><script src="/page.js" defer></script></head>
<body data-test="${id}"><main><h1>Thank you</h1>
<p class="what">Test of the goal <b>${escapeMarkup(goal.name)}</b> of <b>${escapeMarkup(offerName)}</b></p>
${lead}
<h2>Called so far</h2><ol id="calls" aria-live="polite"></ol><p id="none">Nothing yet.</p>
<p class="faint">Switchboard shows the same beside the goal. Close this page when you have seen enough.</p>
</main>
${placed}
</body></html>
`;
}

/** What a goal's frame holds: what of the partner rides along, pointed here. */
export function goalFrame(test: RunningTest, origin: string): string {
  const markup = test.rider === null ? '' : pointedHere(test, origin, test.rider.markup);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Goal</title></head><body>${markup}</body></html>`;
}

/** The addresses a browser will ask when it loads the test's code, as they stand in the code. */
export function expectedOf(test: RunningTest): { readonly by: 'goal' | 'partner'; readonly url: string }[] {
  return [
    { by: 'goal', url: test.goal.placement.url },
    ...riderAddresses(test).map((url) => ({ by: 'partner' as const, url })),
  ];
}

/** The addresses in what rides along, in their order. */
export function riderAddresses({ rider, goal }: RunningTest): string[] {
  return rider === null || goal.protocol === 'server'
    ? []
    : loadedAddresses(rider.markup).filter((url) => /^https?:/i.test(url));
}

/** Markup in which every address the browser would load leads to this server, which knows what it stands for. */
function pointedHere(test: RunningTest, origin: string, markup: string): string {
  const riders = riderAddresses(test);
  return loadedAddresses(markup).reduce((changed, url) => {
    const place = riders.indexOf(url);
    const here =
      url === test.goal.placement.url
        ? `${origin}/t/${test.id}/goal${pathOf(url)}`
        : place < 0
          ? `${origin}/t/${test.id}/other`
          : `${origin}/t/${test.id}/partner/${place}`;
    return changed.replaceAll(escapeMarkup(url), escapeMarkup(here)).replaceAll(url, escapeMarkup(here));
  }, markup);
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
}

/** What the page looks like. */
export const PAGE_STYLE = `:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;margin:0}
main{max-width:46rem;margin:4rem auto;padding:0 1.5rem}code{overflow-wrap:anywhere}.faint{opacity:.7}
h1{font-size:1.6rem}h2{font-size:1.1rem}li{overflow-wrap:anywhere}`;

/** Lists on the page what was called, as it happens. */
export const PAGE_SCRIPT = `const list = document.getElementById('calls');
const none = document.getElementById('none');
const words = { page: 'the page', goal: 'the goal', partner: 'the partner' };
const draw = (calls) => {
  none.hidden = calls.length > 0;
  for (const call of calls.slice(list.children.length)) {
    const item = document.createElement('li');
    item.textContent = words[call.by] + ': ' + call.method + ' ' + call.url;
    list.append(item);
  }
};
const look = async () => {
  const answer = await fetch('/t/' + document.body.dataset.test + '/calls');
  if (!answer.ok) return;
  draw(await answer.json());
  setTimeout(look, 500);
};
void look().catch(() => undefined);
`;
