/* Plays a visit to a small shop, by way of the same snippet a site would use. */
(() => {
  'use strict';

  const SHOP = {
    garden: {
      mowers: { 'battery mower 40 V': {}, 'robot mower': {}, 'hand mower': {} },
      tools: { spades: {}, 'hedge shears': {} },
      roses: { 'climbing roses': {}, 'tea roses': {} },
    },
    terrace: { furniture: { 'folding table': {}, bench: {} }, grills: { 'gas grill': {} } },
  };
  const ALONE = [['garden'], ['garden', 'mowers'], ['garden', 'mowers', 'battery mower 40 V']];
  const PAUSE_MS = 1500;

  const at = (id) => document.getElementById(id);
  const ticket = location.hash.slice(1);
  let way = [];
  let visit = null;

  function note(line) {
    const item = document.createElement('li');
    item.textContent = `${new Date().toLocaleTimeString()}  ${line}`;
    at('talk').prepend(item);
  }

  function heard(answer) {
    const words = {
      active: answer.swapped ? 'a new number: the one before had ended' : 'your number for this visit',
      queued: 'a number is on its way',
      over: 'this number has ended',
      failed: 'no number could be had',
      ended: 'the visit is over',
    };
    at('state').textContent = words[answer.state];
    at('visit').textContent = answer.visit;
    at('steps').textContent = String(answer.steps);
    at('until').textContent = answer.expires_at ? new Date(answer.expires_at).toLocaleString() : '–';
  }

  function button(text, goes) {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = text;
    made.addEventListener('click', () => go(goes));
    return made;
  }

  function draw() {
    const here = way.reduce((shelf, name) => shelf[name] ?? {}, SHOP);
    at('shop').textContent = way.at(-1) ?? 'Garden shop';
    at('keywords').textContent = way.join(' › ') || '–';
    at('way').replaceChildren(
      ...[[], ...way.map((_, index) => way.slice(0, index + 1))].flatMap((part, index) => [
        ...(index === 0 ? [] : [document.createTextNode(' › ')]),
        button(part.at(-1) ?? 'Shop', part),
      ]),
    );
    at('shelf').replaceChildren(
      ...Object.keys(here).map((name) => {
        const item = document.createElement('li');
        item.append(button(name, [...way, name]));
        return item;
      }),
    );
    at('about').textContent =
      Object.keys(here).length > 0
        ? 'Walk through the shop as a visitor would. Every click is a step of the visit.'
        : 'A visitor who calls now brings along what he is looking at.';
  }

  /** Every place of the shop has an address of its own, as a site's pages have. */
  function stand(goes) {
    way = goes;
    history.replaceState(null, '', `${['/play', ...way.map(encodeURIComponent)].join('/')}#${ticket}`);
    draw();
  }

  function go(goes) {
    stand(goes);
    visit?.step(way);
  }

  function begin(goes) {
    stand(goes);
    visit = window.SwitchboardVisit.begin({
      endpoint: location.origin,
      key: ticket,
      keywords: way,
      onChange: heard,
      onTalk: note,
    });
  }

  at('alone').addEventListener('click', () => {
    for (const [index, step] of ALONE.entries()) setTimeout(() => go(step), index * PAUSE_MS);
  });
  at('end').addEventListener('click', () => {
    visit?.end().catch(() => note('The end could not be told.'));
    visit = null;
  });
  at('again').addEventListener('click', () => {
    const ended = visit?.end() ?? Promise.resolve();
    ended.catch(() => note('The end could not be told.')).finally(() => begin([]));
  });
  if (ticket === '') at('state').textContent = 'open this page from Settings, Site drill-down, Play a visit';
  else begin(location.pathname.split('/').slice(2).map(decodeURIComponent));
})();
