/**
 * How the report looks, on the screen and on A4. Black type on white with a red rule under the head, as official papers
 * have it; colour only where something is wrong, and never colour alone: every state has a sign and a shade of its own.
 */
export const stylesheet = `
:root {
  --ink: #1d2129; --soft: #5b6472; --line: #d5d9e0; --faint: #f4f6f8; --red: #b1191d;
  --overdue: #b1191d; --missing: #c2410c; --blank: #7a3e9d; --unreadable: #4a5568; --due: #9a6700; --fresh: #1f7a4d;
  --waived: #2b6cb0; --static: #7b8494; --doubt: #2b6cb0;
  color-scheme: light;
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
body {
  margin: 0 auto; padding: 28px 32px 48px; max-width: 1400px; color: var(--ink); background: #fff;
  font: 14px/1.6 "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei",
    "WenQuanYi Micro Hei", "Helvetica Neue", Arial, sans-serif;
}
/* Chinese fonts draw the curly quotes of an English sentence a whole square wide. */
html[lang=en] body {
  font-family: "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", "Noto Sans CJK SC", "PingFang SC",
    "Microsoft YaHei", sans-serif;
}
h1, h2, h3, p, ul, dl, dd { margin: 0; padding: 0; }
ul { list-style: none; }
a { color: #1a4f8b; text-decoration: none; }
a:hover { text-decoration: underline; }
code { font: 12px/1.4 "Cascadia Mono", Consolas, Menlo, "DejaVu Sans Mono", monospace; white-space: nowrap; }
bdi { overflow-wrap: anywhere; }
.soft { color: var(--soft); font-size: 12px; }
.address { overflow-wrap: anywhere; word-break: break-all; font-size: 12px; }
.parent { color: var(--soft); }
.day { white-space: nowrap; font-variant-numeric: tabular-nums; }
.figure { text-align: right; font-variant-numeric: tabular-nums; }

.headline { border-bottom: 3px solid var(--red); padding-bottom: 14px; }
.headline .kind { color: var(--red); font-weight: 700; font-size: 15px; letter-spacing: .08em; }
html[lang=en] .headline .kind { letter-spacing: 0; }
h1 { font-size: 27px; line-height: 1.35; font-weight: 700; }
.facts { display: flex; flex-wrap: wrap; gap: 4px 32px; margin: 8px 0 16px; }
.facts dt { color: var(--soft); font-size: 12px; }
.facts dd { font-variant-numeric: tabular-nums; }
.tiles { display: grid; grid-template-columns: repeat(8, 1fr); border: 1px solid var(--line); }
.tile { padding: 8px 14px 10px; border-left: 1px solid var(--line); border-top: 4px solid currentColor; }
.tile:first-child { border-left: 0; }
.tile .number { display: block; font-size: 30px; line-height: 1.15; font-weight: 700; }
.tile .name { font-size: 13px; color: var(--ink); }
.tile.none { color: var(--line); } .tile.none .number { color: #a9b0bb; } .tile.none .name { color: var(--soft); }
.bar { display: flex; height: 9px; margin: 8px 0 0; gap: 1px; }
.bar span { background: currentColor; min-width: 3px; flex-basis: 0; }
.overdue { color: var(--overdue); } .missing-period, .missing { color: var(--missing); } .blank { color: var(--blank); }
.unreadable { color: var(--unreadable); } .due { color: var(--due); } .fresh { color: var(--fresh); }
.waived { color: var(--waived); } .static, .gone { color: var(--static); } .doubt { color: var(--doubt); }
.honest { margin-top: 12px; padding: 7px 12px; background: var(--faint); border-left: 4px solid var(--unreadable); }
.doubtful { margin: 0 0 14px; padding: 9px 14px; border: 2px solid var(--red); color: var(--red); }
.changes { margin-top: 10px; display: flex; flex-wrap: wrap; gap: 2px 18px; color: var(--soft); }
.changes b { color: var(--ink); }
.trail { display: flex; flex-wrap: wrap; gap: 4px 20px; margin-bottom: 12px; font-size: 13px; }
.contents { margin-top: 10px; display: flex; flex-wrap: wrap; gap: 4px 20px; font-size: 13px; }

section { margin-top: 30px; }
h2 { font-size: 19px; line-height: 1.4; margin-bottom: 8px; padding-left: 10px; border-left: 5px solid var(--red); }
h3 { font-size: 15px; margin: 0 0 6px; }
h3 small { font-weight: 400; font-size: 12px; color: var(--soft); margin-left: 8px; }
.tally { font-size: 13px; font-weight: 400; color: var(--soft); margin-left: 4px; }
.note { color: var(--soft); font-size: 13px; margin-bottom: 8px; }
.nothing { padding: 12px 14px; background: var(--faint); }
.colophon { margin-top: 34px; padding-top: 10px; border-top: 1px solid var(--line); }
.colophon { color: var(--soft); font-size: 12px; }

.wide { overflow-x: auto; padding-right: 1px; }
table { border-collapse: collapse; width: 100%; font-size: 13px; line-height: 1.5; color: var(--ink); }
th, td { border: 1px solid var(--line); padding: 5px 7px; text-align: left; vertical-align: top; }
thead th { background: var(--faint); font-weight: 600; font-size: 12px; vertical-align: middle; }
table.findings, table.resolved, table.columns, table.apart, table.rules, table.site-lines,
table.waivers, table.dismissed { min-width: 1000px; }
table.sites { min-width: 880px; margin-bottom: 12px; } table.sites th:first-child { width: 26%; font-weight: 400; }
table.site-lines th:nth-child(1) { width: 24%; } table.site-lines td:nth-child(6) { width: 46%; }
.sources { margin-top: 10px; font-size: 12px; } .sources dt { font-weight: 700; } .sources dd { margin: 0 0 6px; }
table.findings { table-layout: fixed; }
.of-number { width: 3.4%; } .of-unit { width: 11.4%; } .of-column { width: 11.6%; } .of-url { width: 12.2%; }
.of-cadence { width: 8%; } .of-latest { width: 7.4%; } .of-age { width: 6.4%; } .of-description { width: 19%; }
.of-basis { width: 13%; } .of-found { width: 7.6%; }
table.findings td.soft { font-size: 12px; }
tbody.finding { border-bottom: 2px solid #b9c0ca; }
tbody.finding tr:first-child td { border-bottom: 0; }
tbody.finding .evidence-row td { border-top: 0; padding-top: 0; }
tbody.finding .evidence-row td:first-child { border-right: 0; }
tbody.finding .evidence-row td:last-child { border-left: 0; }
table.columns td:nth-child(1) { width: 11%; } table.columns td:nth-child(2) { width: 14%; }
table.columns td:nth-child(3) { width: 9%; } table.columns td:nth-child(5) { width: 19%; }
table.columns td:nth-child(6) { width: 15%; }
table.apart td:nth-child(1) { width: 13%; } table.apart td:nth-child(2) { width: 15%; }
table.apart td:nth-child(3) { width: 18%; } table.apart td:nth-child(4) { width: 9%; }
table.apart td:nth-child(5) { width: 9%; }
.badge, .event { display: inline-block; padding: 0 6px; font-size: 12px; line-height: 1.5; white-space: nowrap; }
.badge { border: 1px solid currentColor; font-weight: 600; }
.badge.overdue { background: var(--overdue); border-color: var(--overdue); color: #fff; }
.badge.gone { text-decoration: line-through; font-weight: 400; }
.badge.fresh, .badge.static { border-color: transparent; padding-left: 0; font-weight: 400; }
.event { margin-left: 4px; padding: 0 4px; background: var(--faint); color: var(--soft); }
.day + .event { margin-left: 0; display: block; width: fit-content; margin-top: 2px; }
.event.opened { background: #fdecec; color: var(--overdue); } .event.reopened { background: #5c1013; color: #fff; }
.event.unverified { background: #e7eaef; color: var(--unreadable); margin-left: 0; }
.basis { display: block; color: var(--ink); }
details { display: inline-block; }
summary { cursor: pointer; font-size: 12px; color: #1a4f8b; }
details:not([open]) + .evidence { display: none; }
.evidence { display: grid; grid-template-columns: repeat(2, 1fr); gap: 2px 24px; font-size: 12px; padding: 2px 0 4px; }
.evidence > div { display: grid; grid-template-columns: 6.5em 1fr; gap: 6px; }
.evidence dt { color: var(--soft); }
tr.reason th { background: #fafbfc; font-weight: 600; border-top: 2px solid #b9c0ca; }
.remedy { font-weight: 400; }
.detail { margin-top: 2px; }
.waiting { margin-top: 4px; padding-left: 8px; border-left: 2px solid var(--line); }

.legend { display: flex; flex-wrap: wrap; gap: 6px 20px; font-size: 12px; margin-bottom: 12px; }
.legend li { display: flex; align-items: center; gap: 6px; }
.legend .cell { display: inline-block; width: 26px; height: 20px; border: 1px solid #bfc6d0; }
.site { margin-top: 18px; }
.site .wide { margin-bottom: 8px; }
table.ledger { table-layout: fixed; font-size: 12px; }
table.ledger .of-name { width: 250px; } table.ledger .of-status, table.silence th:nth-child(2) { width: 78px; }
html[lang=en] table.ledger .of-status, html[lang=en] table.silence th:nth-child(2) { width: 116px; }
table.ledger.months { min-width: 880px; } table.ledger.weeks, table.ledger.days { min-width: 880px; }
th.name { font-weight: 400; background: #fff; line-height: 1.35; padding: 3px 7px; vertical-align: middle; }
thead th.name { background: var(--faint); font-weight: 600; }
td.state { white-space: nowrap; }
.ledger td.state, .silence td.state { vertical-align: middle; padding: 2px 5px; }
.ledger .group, .ledger .slot.first { border-left: 2px solid #aab2be; }
.ledger .group { text-align: center; padding: 1px 0; white-space: nowrap; overflow: hidden; }
.ledger .slot { text-align: center; padding: 0; font-weight: 400; font-size: 11px; color: var(--soft); }
.cell { text-align: center; vertical-align: middle; padding: 0; line-height: 20px; font-size: 12px; white-space: nowrap;
  overflow: hidden; color: var(--ink); }
table.ledger td:not(.state) { text-align: center; vertical-align: middle; padding: 0; line-height: 20px; }
.cell.on-time { background: #e3f2e9; color: var(--fresh); font-size: 10px; }
.cell.late { color: #5b3d00; font-weight: 600; }
.cell.late { background: repeating-linear-gradient(135deg, #fff3d1 0 4px, #fbdc94 4px 6px); }
.cell.missing { background: var(--overdue); color: #fff; font-weight: 700; }
.cell.pending { background: #fff; color: var(--soft); }
.cell.waived { background: #e2ecf8; color: #1c4e86; }
.cell.unknown { background: radial-gradient(#9aa3b0 0.7px, transparent 0.8px) 0 0 / 5px 5px #f4f6f8; color: #3d4653; }
td.gap { background: #fff; color: var(--soft); padding: 0 8px; vertical-align: middle; }
table.silence { font-size: 12px; min-width: 880px; table-layout: fixed; }
table.silence th:nth-child(1) { width: 250px; }
table.silence th:nth-child(3) { width: 92px; } table.silence th:nth-child(4) { width: 80px; }
table.silence td { vertical-align: middle; padding-top: 2px; padding-bottom: 2px; }
.line { display: block; width: 100%; max-width: 640px; height: 18px; }
.line path { fill: none; stroke: currentColor; }
.line .axis { stroke: #c3c9d2; stroke-width: 1; } .line .silent { stroke-width: 3; } .line .dot { fill: currentColor; }

@media (max-width: 700px) {
  body { padding: 16px 14px 32px; }
  .tiles { grid-template-columns: repeat(4, 1fr); }
  .tile { padding: 6px 10px; }
  .tile:nth-child(5) { border-left: 0; }
  .evidence { grid-template-columns: 1fr; }
}

@page { size: A4 landscape; margin: 12mm 11mm 13mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #5b6472; } }
@media print {
  body { max-width: none; padding: 0; font-size: 9.5pt; line-height: 1.5; }
  .no-print, .contents, .trail, details { display: none; }
  details:not([open]) + .evidence, .evidence { display: grid; }
  .wide { overflow: visible; }
  table, table.findings, table.resolved, table.columns, table.apart, table.rules, table.site-lines, table.ledger,
  table.silence, table.waivers, table.dismissed, table.sites,
  table.ledger.months, table.ledger.weeks, table.ledger.days { min-width: 0; font-size: 8pt; line-height: 1.4; }
  thead { display: table-header-group; }
  thead th, .soft, .address, .evidence, .badge, .event, code, table.findings td.soft { font-size: 7.5pt; }
  th, td { padding: 3px 5px; }
  tr, tbody.finding, .tile, .headline, li { break-inside: avoid; }
  h2, h3, .note, .legend, tr.reason { break-after: avoid; }
  section { margin-top: 14pt; }
  .site .wide { break-inside: avoid; }
  a { color: inherit; }
  h1 { font-size: 20pt; } h2 { font-size: 13pt; } h3 { font-size: 10.5pt; }
  .tile .number { font-size: 20pt; }
  table.ledger .of-name, table.silence th:nth-child(1) { width: 62mm; }
  table.ledger .of-status, table.silence th:nth-child(2) { width: 18mm; }
  html[lang=en] table.ledger .of-status, html[lang=en] table.silence th:nth-child(2) { width: 26mm; }
  .cell { line-height: 15px; font-size: 7.5pt; } .cell.on-time { font-size: 6.5pt; }
  .note, .legend, .changes, .colophon, .facts dt, h3 small { font-size: 8pt; }
  .ledger .slot { font-size: 6.5pt; }
  .ledger .cell, .ledger .group, .ledger .slot { padding: 0; }
}
`;
