/** Whoever goes on with a run must find its configuration as it was: in meaning, and not letter by letter. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { configFingerprint } from '../../src/config/fingerprint.js';
import { openConfig } from '../../src/config/openConfig.js';

const made: string[] = [];
afterEach(async () => {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function fingerprint(files: Record<string, string>, written = '.', rules?: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shixian-meaning-'));
  made.push(folder);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  const config = await openConfig(path.join(folder, written), { rules: rules && path.join(folder, rules) });
  return configFingerprint(config, '1.0.0');
}

const HEAD = `timezone: Asia/Shanghai
crawl: { contact: "mailto:office@example.invalid", retries: 1 }
`;
const SITE = `name: 某局
url: https://a.invalid/
columns:
  - { name: 通知, url: "https://a.invalid/a/", cadence: 按月, grace: 5 工作日 }
  - { name: 公告, url: "https://a.invalid/b/", cadence: 按季 }
`;
const REORDERED = `# 改了一句话
columns:

  - cadence: monthly   # 每月
    grace: '5 工作日'
    url: https://a.invalid/a/
    name: 通知
  - { url: "https://a.invalid/b/", name: 公告, cadence: 按季 }
url: https://a.invalid/
name: "某局"
`;
const REHEADED = `# 联系人未变
schedule: { audit: "0 3 * * *" }
crawl:
  retries: 1
  contact: mailto:office@example.invalid
`;
const listed = (site: string) => `sites:\n  - ${site.trim().split('\n').join('\n    ')}\n`;

describe('of one file', () => {
  const before = fingerprint({ 'a.yaml': HEAD + listed(SITE) }, 'a.yaml');
  for (const [title, text, isSame] of [
    ['a comment, spacing, the order of keys, other words for the same, the schedule', REHEADED + listed(REORDERED), true],
    ['another grace', HEAD + listed(SITE.replace('5 工作日', '6 工作日')), false],
    ['another address', HEAD + listed(SITE.replace('/b/', '/c/')), false],
    ['a column fewer', HEAD + listed(SITE.split('\n').slice(0, 4).join('\n')), false],
    ['another number of attempts', HEAD.replace('retries: 1', 'retries: 2') + listed(SITE), false],
    ['another time zone', HEAD.replace('Shanghai', 'Urumqi') + listed(SITE), false],
  ] as const)
    test(`${title}: ${isSame ? 'the same' : 'another'}`, async () => {
      const after = await fingerprint({ 'b.yaml': text }, 'b.yaml');
      expect(after === (await before)).toBe(isSame);
    });
});

describe('of a folder', () => {
  const other = SITE.replaceAll('某局', '另一局').replaceAll('a.invalid', 'b.invalid');
  const folder = { 'shixian.yaml': HEAD, 'sites/1.yaml': SITE, 'sites/2.yaml': other };
  for (const [title, files, isSame] of [
    ['a comment and other keys first', { ...folder, 'shixian.yaml': REHEADED, 'sites/1.yaml': REORDERED }, true],
    ['both sites in one file', { 'shixian.yaml': HEAD, 'sites/all.yaml': listed(SITE) + listed(other).replace('sites:\n', '') }, true],
    ['the sites the other way round', { ...folder, 'sites/1.yaml': other, 'sites/2.yaml': SITE }, false],
    ['another address in the second file', { ...folder, 'sites/2.yaml': other.replace('/b/', '/c/') }, false],
  ] as const)
    test(`${title}: ${isSame ? 'the same' : 'another'}`, async () =>
      expect((await fingerprint(files)) === (await fingerprint(folder))).toBe(isSame));
});

test('a rule file counts by what it says', async () => {
  const rules = (text: string) => fingerprint({ 'a.yaml': HEAD + listed(SITE), 'r.yaml': text }, 'a.yaml', 'r.yaml');
  const before = await rules('rules: { sanityShare: 0.4 }\n');
  expect(await rules('# 口径\nrules:\n  sanityShare: 0.4\n')).toBe(before);
  expect(await rules('rules: { sanityShare: 0.3 }\n')).not.toBe(before);
});
