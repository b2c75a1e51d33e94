import { expect, test } from 'vitest';
import { lineColumn } from '../../../src/audit/siteLines/standing.js';
import { sampleRecord } from '../../report/sampleRecord.js';

test('of a column that is done only what a line of its site asks for is kept, and nothing that grows with its items', () => {
  for (const done of sampleRecord().columns) {
    const kept = lineColumn(done);
    expect(kept).toMatchObject({ verdict: { status: done.verdict.status, latest: done.verdict.latest } });
    expect(Object.keys(kept).sort()).toEqual(['column', 'lastReadable', 'verdict']);
    for (const left of ['ledger', 'findings', 'because']) expect(kept.verdict).not.toHaveProperty(left);
    // What is kept is a copy: a title cut out of a page would keep the page.
    if (done.verdict.latest) expect(kept.verdict.latest).not.toBe(done.verdict.latest);
  }
});
