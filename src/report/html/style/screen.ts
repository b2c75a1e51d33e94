/** How the report looks: ink on paper with a red rule under the head, as official papers have it; lines only where eyes need them. */
export const screen = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; print-color-adjust: exact; -webkit-print-color-adjust: exact; background: var(--paper); }
body {
  margin: 0 auto; padding: 32px 40px 56px; max-width: 1360px; color: var(--ink); background: var(--paper);
  font: 15px/1.65 "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei",
    "WenQuanYi Micro Hei", "Helvetica Neue", Arial, sans-serif;
  line-break: strict; text-autospace: normal;
}
/* Chinese fonts draw the curly quotes of an English sentence a whole square wide. */
html[lang=en] body {
  font-family: "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", "Noto Sans CJK SC", "PingFang SC",
    "Microsoft YaHei", sans-serif;
}
h1, h2, h3, p, ul, dl, dd { margin: 0; padding: 0; }
ul { list-style: none; }
a { color: var(--link); text-decoration: none; }
a:hover, dd a, li a, .note a { text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 3px; }
a:focus-visible, summary:focus-visible, .wide:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
code { font: 12px/1.4 "Cascadia Mono", Consolas, Menlo, "DejaVu Sans Mono", monospace; white-space: nowrap; }
bdi { overflow-wrap: anywhere; }
.soft { color: var(--soft); font-size: 12.5px; }
.address { overflow-wrap: anywhere; word-break: break-all; font-size: 12px; }
.path i { color: var(--soft); font-style: normal; }
table small { color: var(--soft); font-size: 12px; }
.day { white-space: nowrap; font-variant-numeric: tabular-nums; }
.figure { text-align: right; font-variant-numeric: tabular-nums; }

.headline { border-bottom: 3px solid var(--red); padding-bottom: 16px; }
.headline .kind { color: var(--red); font-weight: 700; font-size: 15px; letter-spacing: .06em; }
html[lang=en] .headline .kind { letter-spacing: 0; }
h1 { font-size: 26px; line-height: 1.35; font-weight: 700; }
.standing { font-size: 21px; line-height: 1.6; margin: 10px 0 18px; max-width: 62em; text-wrap: pretty; }
.doubtful { margin: 0 0 14px; padding: 10px 16px; border: 2px solid var(--red); background: var(--alarm); }
.doubtful b { color: var(--red); }
.tiles { display: grid; grid-template-columns: repeat(8, 1fr); border-top: 1px solid var(--line); }
.tile { padding: 10px 4px 8px 14px; border-left: 1px solid var(--line); }
.tile:first-child { border-left: 0; padding-left: 0; }
.tile .number { display: block; font-size: 36px; line-height: 1.1; font-weight: 700; font-variant-numeric: tabular-nums; }
.tile .name { font-size: 14px; color: var(--ink); }
.tile.none .number, .tile.none .name { color: var(--soft); font-weight: 400; }
svg.bar { display: block; width: 100%; height: 22px; overflow: hidden; }
svg.bar rect { fill: currentColor; stroke: var(--paper); stroke-width: 1; }
svg.bar text { fill: var(--paper); font-size: 12px; font-weight: 600; text-anchor: middle; dominant-baseline: central; }
.overdue { color: var(--overdue); } .missing-period, .missing { color: var(--missing); } .blank { color: var(--blank); }
.unreadable { color: var(--unreadable); } .due { color: var(--due); } .fresh { color: var(--fresh); }
.waived { color: var(--waived); } .static, .gone { color: var(--static); } .doubt { color: var(--waived); } .late { color: var(--due); }
.changes { margin-top: 14px; display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 20px; }
.changes-name { font-weight: 700; } .changes ul { display: flex; flex-wrap: wrap; gap: 4px 22px; }
.changes b { font-size: 19px; font-variant-numeric: tabular-nums; } .changes .none, .changes .none b { color: var(--soft); font-weight: 400; }
.honest { margin-top: 10px; padding: 6px 14px; background: var(--faint); border-left: 4px solid var(--unreadable); font-size: 14px; }
.facts { display: flex; flex-wrap: wrap; gap: 4px 32px; margin: 14px 0 0; font-size: 13px; }
.facts dt { color: var(--soft); font-size: 12.5px; } .facts dd { font-variant-numeric: tabular-nums; }
.trail { display: flex; flex-wrap: wrap; gap: 4px 20px; margin-bottom: 12px; font-size: 14px; }
.contents { margin-top: 12px; display: flex; flex-wrap: wrap; gap: 4px 22px; font-size: 14px; }

section { margin-top: 36px; }
h2 { font-size: 20px; line-height: 1.4; margin-bottom: 10px; }
h2::before { content: ""; display: inline-block; width: 5px; height: .95em; margin-right: 10px; background: var(--red); vertical-align: -.1em; }
h3 { font-size: 16px; margin: 0 0 6px; }
h3 small { font-weight: 400; font-size: 13px; color: var(--soft); margin-left: 8px; }
.tally { font-size: 14px; font-weight: 400; color: var(--soft); margin-left: 4px; font-variant-numeric: tabular-nums; }
.note { color: var(--soft); font-size: 14px; margin-bottom: 10px; max-width: 60em; }
.nothing { padding: 12px 14px; background: var(--faint); }
.colophon { margin-top: 40px; padding-top: 10px; border-top: 1px solid var(--line); color: var(--soft); font-size: 12.5px; }

.change-lists { display: grid; grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); gap: 16px 40px; }
.change-list { border-top: 3px solid var(--line); padding-top: 8px; }
.change-list.opened, .change-list.reopened { border-color: var(--overdue); } .change-list.resolved { border-color: var(--fresh); }
.change-list li { padding: 3px 0; } .change-list a { color: inherit; }

.unit-bars { margin-bottom: 18px; }
.unit-bars li { display: grid; grid-template-columns: minmax(190px, 22%) 1fr minmax(240px, 28%); gap: 2px 16px; align-items: center; padding: 4px 0; border-bottom: 1px solid var(--line); break-inside: avoid; }
.unit-words { font-size: 13px; font-variant-numeric: tabular-nums; }

.wide { overflow-x: auto; padding-right: 1px; }
table { border-collapse: collapse; width: 100%; font-size: 13.5px; line-height: 1.55; color: var(--ink); }
th, td { border-bottom: 1px solid var(--line); padding: 7px 8px; text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid var(--strong-line); font-weight: 600; font-size: 12.5px; color: var(--soft); vertical-align: bottom; }
tbody th { font-weight: 400; }
table.findings, table.resolved, table.columns, table.apart, table.rules, table.site-lines, table.waivers, table.dismissed { min-width: 1000px; }
table.sites { min-width: 880px; margin-bottom: 12px; } table.units { min-width: 900px; margin-bottom: 18px; }
table.sites th:first-child, table.units th:first-child { width: 26%; }
table.site-lines th:nth-child(1) { width: 24%; } table.site-lines td:nth-child(6) { width: 46%; }
.sources { margin-top: 10px; font-size: 12.5px; } .sources dt { font-weight: 700; } .sources dd { margin: 0 0 6px; }
table.findings { table-layout: fixed; }
.of-number { width: 3.6%; } .of-unit { width: 11%; } .of-column { width: 12%; } .of-url { width: 10%; }
.of-cadence { width: 7.6%; } .of-latest { width: 7.8%; } .of-age { width: 7.2%; } .of-description { width: 20.8%; }
.of-basis { width: 12%; } .of-found { width: 8%; }
table.findings td.soft { font-size: 12.5px; }
tbody.finding tr:first-child td { border-bottom: 0; }
tbody.finding .evidence-row td { padding-top: 0; border-color: var(--strong-line); }
tbody.finding:target { outline: 2px solid var(--link); }
table.columns td:nth-child(1) { width: 19%; } table.columns td:nth-child(2) { width: 10%; } table.columns td:nth-child(3) { white-space: nowrap; }
table.columns td:nth-child(5) { width: 19%; } table.columns td:nth-child(6) { width: 18%; } table.columns td:nth-child(7) { width: 11%; }
table.columns td:nth-child(n+6), table.columns td div { color: var(--soft); font-size: 12.5px; }
tr.site-name th { background: var(--faint); font-weight: 600; }
table.apart td:nth-child(1) { width: 13%; } table.apart td:nth-child(2) { width: 15%; } table.apart td:nth-child(3) { width: 16%; }
table.apart td:nth-child(4) { width: 9%; } table.apart td:nth-child(5) { width: 9%; }
.badge, .event { display: inline-block; padding: 0 6px; font-size: 12.5px; line-height: 1.55; white-space: nowrap; border-radius: 2px; }
.badge { border: 1px solid currentColor; font-weight: 600; }
.badge.overdue { background: var(--solid); border-color: var(--solid); color: var(--on-solid); }
.badge.gone { text-decoration: line-through; font-weight: 400; }
.badge.fresh, .badge.static { border-color: transparent; padding-left: 0; font-weight: 400; }
.badge.unreadable { border-style: dashed; }
.event { margin-left: 4px; padding: 0 5px; background: var(--faint); color: var(--soft); }
.day + .event { margin-left: 0; display: block; width: fit-content; margin-top: 2px; }
.event.opened { background: var(--alarm); color: var(--overdue); } .event.reopened { background: var(--solid); color: var(--on-solid); }
.event.unverified { color: var(--unreadable); margin-left: 0; }
.basis { display: block; color: var(--ink); }
details { display: inline-block; } details.source { display: block; margin-top: 10px; }
summary { cursor: pointer; color: var(--link); } summary, a.page-shown { font-size: 13px; }
a.page-shown { margin-left: 18px; } td > a.page-shown { margin-left: 0; }
details:not([open]) ~ .evidence { display: none; }
.evidence { display: grid; grid-template-columns: repeat(2, 1fr); gap: 3px 28px; font-size: 13px; padding: 6px 0 6px; }
.evidence > div { display: grid; grid-template-columns: 7em 1fr; gap: 8px; }
.evidence dt { color: var(--soft); } .evidence dd { min-width: 0; }
tr.reason th { background: var(--faint); font-weight: 600; border-top: 2px solid var(--strong-line); }
.remedy { font-weight: 400; } .detail { margin-top: 2px; }
.waiting { margin-top: 4px; padding-left: 8px; border-left: 2px solid var(--line); }

.legend { display: flex; flex-wrap: wrap; gap: 6px 22px; font-size: 13px; margin-bottom: 14px; }
.legend li { display: flex; align-items: center; gap: 7px; }
.legend .cell { display: inline-block; width: 26px; height: 22px; border: 1px solid var(--strong-line); }
.site { margin-top: 22px; } .site .wide { margin-bottom: 12px; }
table.ledger { table-layout: fixed; font-size: 12.5px; min-width: 900px; }
table.ledger .of-name { width: 260px; } table.ledger .of-status, table.silence th:nth-child(2) { width: 82px; }
html[lang=en] table.ledger .of-status, html[lang=en] table.silence th:nth-child(2) { width: 120px; }
th.name, .ledger tbody th, .silence tbody th { line-height: 1.35; padding: 4px 7px 4px 0; vertical-align: middle; }
.ledger th a, .silence th a { color: inherit; text-decoration: underline; text-decoration-color: var(--strong-line); text-underline-offset: 3px; }
td.state { white-space: nowrap; }
.ledger td.state, .silence td.state { vertical-align: middle; padding: 2px 5px; }
.ledger .group { text-align: center; padding: 1px 0; white-space: nowrap; overflow: hidden; border-bottom-width: 1px; }
.ledger .group, .ledger thead .first { border-left: 2px solid var(--strong-line); }
.ledger thead tr + tr th { text-align: center; padding: 0; font-weight: 400; font-size: 11px; }
.cell, table.ledger td:not(.state) { text-align: center; vertical-align: middle; padding: 0; line-height: 23px; font-size: 12px; white-space: nowrap; overflow: hidden; }
table.ledger td:not(.state) { border: 1px solid var(--line); }
.cell.on-time, table.ledger td:not([class]) { background: var(--cell-fresh); color: var(--fresh); font-size: 10px; }
.cell.late, table.ledger td.late { color: var(--cell-late-ink); font-weight: 600;
  background: repeating-linear-gradient(135deg, var(--cell-late) 0 4px, var(--cell-late-line) 4px 6px); }
.cell.missing, table.ledger td.missing { background: var(--solid); color: var(--on-solid); font-weight: 700; }
.cell.pending, table.ledger td.pending { color: var(--soft); }
.cell.waived, table.ledger td.waived { background: var(--cell-waived); color: var(--waived); }
.cell.unknown, table.ledger td.unknown { background: radial-gradient(var(--dots) 0.7px, transparent 0.8px) 0 0 / 5px 5px var(--faint); color: var(--unreadable); font-weight: 600; }
table.ledger td.gap { border-color: var(--line) transparent; color: var(--soft); padding: 0 8px; text-align: left; font-size: 12.5px; }
table.silence { font-size: 12.5px; min-width: 880px; table-layout: fixed; }
table.silence th:nth-child(1) { width: 260px; } table.silence th:nth-child(3) { width: 96px; } table.silence th:nth-child(4) { width: 84px; }
table.silence td { vertical-align: middle; padding-top: 3px; padding-bottom: 3px; }
.line { display: block; width: 100%; height: 18px; }
.line path { fill: none; stroke: currentColor; }
.line .axis { stroke: var(--strong-line); stroke-width: 1; } .line .silent { stroke-width: 3; } .line .dot { fill: currentColor; }

article.one-finding { border-bottom: 1px solid var(--line); padding: 8px 0 10px; }
.as-it-was { margin-top: 24px; }
.as-it-was iframe { width: 100%; height: 78vh; border: 1px solid var(--strong-line); background: #fff; }
.as-it-was img { display: block; max-width: 100%; height: auto; border: 1px solid var(--strong-line); }
.as-it-was pre { max-height: 70vh; overflow: auto; padding: 12px; background: var(--faint); font: 12px/1.5 "DejaVu Sans Mono", Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }

@media (max-width: 700px) {
  body { padding: 18px 16px 32px; }
  .standing { font-size: 18px; } h1 { font-size: 22px; }
  .tiles { grid-template-columns: repeat(4, 1fr); } .tile .number { font-size: 28px; } .tile { padding-left: 10px; }
  .tile:nth-child(5) { border-left: 0; padding-left: 0; }
  .evidence { grid-template-columns: 1fr; }
  .unit-bars li { grid-template-columns: 1fr; padding: 8px 0; }
  .facts { gap: 6px 20px; }
  table.findings, table.apart { min-width: 0; } table.findings thead, table.findings colgroup, table.apart thead { display: none; }
  table.findings, table.findings tbody, table.findings tr, table.findings td { display: block; width: auto; border: 0; padding: 0; text-align: left; }
  table.findings tbody.finding { padding: 10px 0; border-bottom: 1px solid var(--strong-line); }
  table.findings tr:first-child td:nth-child(-n+2) { display: inline; } table.findings tr:first-child td:nth-child(2) div { display: inline; margin-left: 8px; }
  table.findings tr:first-child td:first-child::after { content: ". "; }
  table.findings tr:first-child td:nth-child(4) { display: none; }
  table.findings tr:first-child td:nth-child(n+5):nth-child(-n+7) { display: inline; color: var(--soft); font-size: 13px; }
  table.findings tr:first-child td:nth-child(6)::before { content: " · "; } table.findings tr:first-child td:nth-child(7)::before { content: " · "; }
  html[lang=zh-CN] table.findings tr:first-child td:nth-child(6)::before { content: " · 最后更新 "; }
  html[lang=zh-CN] table.findings tr:first-child td:nth-child(7)::before { content: " · 未更新天数 "; }
  table.findings tr:first-child td:nth-child(8) { margin: 4px 0; font-size: 15px; } .evidence-row td:first-child { display: none !important; }
  .day + .event { display: inline-block; margin-left: 6px; }
  table.apart, table.apart tbody, table.apart tr, table.apart td, table.apart th { display: block; width: auto !important; border: 0; padding: 0; }
  table.apart tr { padding: 8px 0; border-bottom: 1px solid var(--line); } table.apart tr.reason { padding: 8px 10px; background: var(--faint); }
  table.ledger .of-name { width: 170px; }
}
`;
