/** On A4, lying: all evidence is open, heads stand again on each sheet, and signs and lines do what colour cannot in black and white. */
export const paper = `
@page { size: A4 landscape; margin: 12mm 11mm 13mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #545d69; } }
@media print {
  body { max-width: none; padding: 0; font-size: 9.5pt; line-height: 1.5; }
  .no-print, .contents, .trail, details, a.page-shown { display: none; }
  details:not([open]) ~ .evidence, .evidence { display: grid; }
  .wide { overflow: visible; margin: 0; padding: 0; }
  table, table[class] { min-width: 0; font-size: 8pt; line-height: 1.4; }
  thead { display: table-header-group; }
  thead th, .soft, .address, .evidence, .badge, .event, code, table.findings td.soft { font-size: 7.5pt; }
  th, td { padding: 3px 5px; }
  tr, tbody.finding, .tile, .headline, li { break-inside: avoid; }
  h2, h3, .note, .legend, tr.reason { break-after: avoid; }
  section { margin-top: 14pt; }
  .headline { padding-bottom: 8pt; }
  .site .wide { break-inside: avoid; }
  a { color: inherit; }
  h1 { font-size: 20pt; } h2 { font-size: 13pt; } h3 { font-size: 10.5pt; }
  .standing { font-size: 13pt; }
  .tile .number { font-size: 20pt; }
  svg.bar { height: 14px; } svg.bar rect { stroke: #fff; }
  .doubtful { border: 2.5pt solid #000; }
  table.ledger .of-name, table.silence th:nth-child(1) { width: 62mm; }
  table.ledger .of-status, table.silence th:nth-child(2) { width: 18mm; }
  html[lang=en] table.ledger .of-status, html[lang=en] table.silence th:nth-child(2) { width: 26mm; }
  .cell, table.ledger td { line-height: 15px; font-size: 7.5pt; }
  .note, .legend, .colophon, .facts dt, h3 small { font-size: 8pt; }
  .ledger thead tr + tr th { font-size: 6.5pt; }
  table.ledger td, .ledger .group, .ledger thead tr + tr th { padding: 0; }
  .as-it-was iframe { height: 150mm; }
}
`;
