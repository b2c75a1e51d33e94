/** What the pages load from our own address: the style, the one script, the picture in the tab. */
import { stylesheet } from '../report/html/stylesheet.js';

export const style = `${stylesheet}
.skip { position: absolute; left: -999em; } .skip:focus { position: static; }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, textarea:focus-visible, summary:focus-visible {
  outline: 3px solid var(--link); outline-offset: 1px; }
.top { display: flex; flex-wrap: wrap; gap: 6px 22px; align-items: baseline; padding-bottom: 10px; margin-bottom: 18px;
  border-bottom: 3px solid var(--red); }
.top .brand { font-weight: 700; font-size: 19px; color: var(--red); }
.top nav { display: flex; flex-wrap: wrap; gap: 4px 18px; flex: 1; }
.top nav a { padding: 4px 0; } [aria-current] { font-weight: 700; text-decoration: underline; }
.who { font-size: 13px; color: var(--soft); }
.done { padding: 8px 12px; margin-bottom: 12px; background: var(--cell-fresh); border-left: 4px solid var(--fresh); }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(120px, 1fr)); gap: 8px; margin: 12px 0; }
.figures a { display: block; padding: 8px 12px; border: 1px solid currentColor; color: inherit; }
.figures b { font-size: 24px; display: block; line-height: 1.2; }
.figures .none { color: var(--soft); }
.ways { margin: 6px 0; display: flex; gap: 16px; flex-wrap: wrap; }
.search, .change { margin: 10px 0; } .search { display: flex; flex-wrap: wrap; gap: 8px 14px; align-items: center; }
.change label, .change fieldset { display: block; margin-top: 8px; } .change fieldset label { display: inline-block; margin-right: 16px; }
input, select, textarea, button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--strong-line); padding: 5px 8px; max-width: 100%; }
.change input:not([type=radio]), .change select, .change textarea { width: 36em; }
button { background: #1a4f8b; border-color: #1a4f8b; color: #fff; cursor: pointer; padding: 6px 14px; }
.change > button { margin-top: 10px; } button[disabled] { background: #7b8494; border-color: #7b8494; cursor: default; }
button.plain { background: none; border: 0; color: var(--link); padding: 0; text-decoration: underline; }
.listing { min-width: 640px; } .listing tbody th { font-weight: 400; } .paging { margin: 12px 0; display: flex; gap: 18px; }
main { overflow-wrap: anywhere; } main > section { margin-top: 24px; }
dl.facts { display: block; } dl.facts > div { display: grid; grid-template-columns: 9em 1fr; gap: 8px; padding: 3px 0; }
.finding { padding: 10px 0; border-bottom: 1px solid var(--line); } tr.finding { padding: 0; }
.finding .evidence { display: block; } .strip { display: flex; flex-wrap: wrap; gap: 2px; margin-bottom: 8px; }
.strip .cell, .periods .cell { display: inline-block; width: 24px; height: 20px; border: 1px solid var(--strong-line); }
details.word { display: block; margin-top: 6px; } .said { margin-top: 4px; }
@media (max-width: 700px) { dl.facts > div { grid-template-columns: 1fr; gap: 0; } .top nav { flex-basis: 100%; order: 3; } }
`;

/** Asks now and then how far the run is, and shows the answer as text; without it the pages stand as they were opened. */
export const script = `'use strict';
for (const place of document.querySelectorAll('[data-live]')) {
  let last = '';
  const ask = async () => {
    try {
      const answer = await fetch(place.dataset.live, { headers: { accept: 'application/json' }, credentials: 'same-origin' });
      if (answer.ok) {
        const { words, isBusy } = await answer.json();
        if (place.id === 'progress' && words !== last) place.textContent = last = words;
        if (place.dataset.reload === 'yes' && !isBusy) return location.reload();
      }
    } catch { /* The server is away: it is asked again. */ }
    setTimeout(ask, document.hidden ? 15000 : 2000);
  };
  if (place.id === 'progress' || place.dataset.reload === 'yes') ask();
}
`;

export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="#b1191d"/><path d="M8 4v4l3 2" fill="none" stroke="#fff" stroke-width="1.6"/></svg>`;
