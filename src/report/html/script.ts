/**
 * Filters and groups what the page already holds: it only hides and moves elements, and writes text as
 * text. Switches between light and dark, and opens everything for the printer. Without it the page shows
 * everything, by file, in the colours of the system.
 */
export const script = `
'use strict';
{
  const root = document.documentElement;
  const theme = document.getElementById('theme');
  const system = matchMedia('(prefers-color-scheme: dark)');
  const other = () => ((root.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark' ? 'light' : 'dark');
  const nameTheme = () => {
    theme.textContent = other() === 'dark' ? 'Dark colours' : 'Light colours';
  };
  theme.addEventListener('click', () => {
    root.dataset.theme = other();
    nameTheme();
  });
  system.addEventListener('change', nameTheme);
  nameTheme();
  theme.hidden = false;
}
{
  // Paper cannot be clicked: whatever is shown is printed whole, in light colours.
  const root = document.documentElement;
  let shut = [];
  let theme;
  addEventListener('beforeprint', () => {
    shut = [...document.querySelectorAll('details:not([open])')];
    for (const each of shut) each.open = true;
    theme = root.dataset.theme;
    root.dataset.theme = 'light';
  });
  addEventListener('afterprint', () => {
    for (const each of shut) each.open = false;
    if (theme === undefined) delete root.dataset.theme;
    else root.dataset.theme = theme;
  });
}
{
  const form = document.getElementById('filters');
  const list = document.getElementById('findings');
  const told = document.getElementById('told');
  const empty = document.getElementById('no-match');
  if (form && list) {
    const cards = [...list.querySelectorAll('article')];
    const texts = new Map();
    const textOf = (card) => {
      if (!texts.has(card)) texts.set(card, (card.textContent + ' ' + card.dataset.path).toLowerCase());
      return texts.get(card);
    };
    const filter = () => {
      const data = new FormData(form);
      const severities = new Set(data.getAll('severity'));
      const statuses = new Set(data.getAll('status'));
      const rule = data.get('rule');
      const path = data.get('path').trim().toLowerCase();
      const words = data.get('text').toLowerCase().split(/\\s+/).filter(Boolean);
      let shown = 0;
      for (const card of cards) {
        const { severity, status, rule: own, path: place } = card.dataset;
        const fits =
          severities.has(severity) &&
          statuses.has(status) &&
          (rule === '' || rule === own) &&
          place.toLowerCase().includes(path) &&
          words.every((word) => textOf(card).includes(word));
        card.hidden = !fits;
        if (fits) shown += 1;
      }
      for (const group of list.children) {
        const visible = group.querySelectorAll('article:not([hidden])').length;
        group.hidden = visible === 0;
        group.querySelector('.count').textContent = visible;
      }
      told.textContent = shown === cards.length ? cards.length + (shown === 1 ? ' finding' : ' findings') : shown + ' of ' + cards.length + ' findings';
      empty.hidden = shown > 0;
    };
    const regroup = () => {
      const by = form.elements.group.value;
      const groups = new Map();
      for (const card of cards) {
        const key = card.dataset[by];
        if (!groups.has(key)) {
          const section = document.createElement('section');
          const title = document.createElement('h3');
          const name = document.createElement('code');
          const count = document.createElement('span');
          section.className = 'group';
          count.className = 'count';
          name.textContent = key;
          title.append(name, count);
          section.append(title);
          groups.set(key, section);
        }
        groups.get(key).append(card);
      }
      list.replaceChildren(...groups.values());
      filter();
    };
    form.addEventListener('input', (event) => (event.target.name === 'group' ? regroup() : filter()));
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('reset', () => setTimeout(regroup));
    document.getElementById('open-all').addEventListener('click', () => {
      for (const card of cards) card.firstElementChild.open = !card.hidden || card.firstElementChild.open;
    });
    document.getElementById('close-all').addEventListener('click', () => {
      for (const card of cards) card.firstElementChild.open = false;
    });
    document.addEventListener('keydown', (event) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^(?:INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName)) return;
      event.preventDefault();
      form.elements.text.focus();
    });
    for (const control of document.querySelectorAll('.controls')) control.hidden = false;
    filter();
  }
}
`;
