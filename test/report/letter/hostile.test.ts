/** Hostile names, titles and addresses in letters: sound XML, nothing hidden in it, and no field that Word would run. */
import { Parser } from 'htmlparser2';
import JSZip from 'jszip';
import { expect, test } from 'vitest';
import { renderCircular } from '../../../src/report/letter/renderCircular.js';
import { renderNotice } from '../../../src/report/letter/renderNotice.js';
import { renderSelfReport } from '../../../src/report/letter/renderSelfReport.js';
import { expectHarmless, hostileTitles } from '../../hostile/hostileTitles.js';
import { factsOf } from '../paperPieces.js';
import { cadence, record, runColumn, today } from '../runPieces.js';

const columns = Object.entries(hostileTitles).map(([name, title], index) => runColumn({
  site: '某局',
  path: [title, name],
  cadence: cadence('monthly', { source: title }),
  status: index % 5 === 0 ? 'unreadable' : 'overdue',
  unit: { name: title },
  ...(index % 5 === 0
    ? { unreadable: { reason: 'timeout' as const, detail: title } }
    : { findings: [{ rule: 'cadence-overdue', level: 'overdue' as const, text: title, event: 'opened' as const, openedOn: today }] }),
}));

for (const [name, render] of Object.entries({ renderNotice, renderSelfReport, renderCircular }))
  test(`${name} with hostile names`, async () => {
    const head = { on: today, office: hostileTitles['a script'], documentNumber: hostileTitles['words turned around'] };
    const zip = await JSZip.loadAsync(await render(factsOf(record(columns)), head));
    for (const part of ['word/document.xml', 'docProps/core.xml']) {
      const xml = await zip.file(part)!.async('string');
      let text = '';
      let depth = 0;
      const parser = new Parser({ ontext: (more) => (text += more), onopentag: () => (depth += 1), onclosetag: () => (depth -= 1) }, { xmlMode: true });
      parser.end(xml);
      expect(depth).toBe(0);
      expectHarmless(text, part);
      expect(xml).not.toMatch(/<script|w:instrText|w:hyperlink|w:object/);
      expect(xml.length).toBeLessThan(2_000_000);
    }
  });
