/** A site of TLS 1.0 through the compiled program, with a certificate that it trusts: read to its end, or said to be `tls`. */
import { spawn } from 'node:child_process';
import { constants } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from 'selfsigned';
import { beforeAll, expect, test } from 'vitest';
import { daysDown, document, listPage } from '../doors/pages.js';
import { folders } from '../doors/program.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = folders();
const today = '2026-03-17';

beforeAll(async () => {
  const setup = spawn(process.execPath, [path.join(root, 'src', 'setup.mjs'), '--no-browser'], { stdio: 'ignore' });
  expect(await once(setup, 'exit')).toEqual([0, null]);
}, 240_000);

test('a page over TLS 1.0 is read where its site says so; without that it is unreadable, and the remedy is named', async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keySize: 2048, extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  const spoken = new Set<string | null>();
  const page = document(listPage({ days: daysDown(20, today) }));
  const server = createServer(
    { key, cert, minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0', secureOptions: constants.SSL_OP_NO_TICKET },
    (_request, response) => void response.setHeader('content-type', 'text/html; charset=utf-8').end(page),
  );
  server.on('secureConnection', (socket) => spoken.add(socket.getProtocol()));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const port = (server.address() as AddressInfo).port;
  const home = await folder();
  const authority = path.join(home, 'authority.pem');
  await writeFile(authority, cert);

  const run = async (name: string, tls: string) => {
    const config = path.join(home, `${name}.yaml`);
    const out = path.join(home, name);
    await writeFile(config, `crawl: { contact: "mailto:a@example.invalid", allowHosts: ["127.0.0.1"], perHostIntervalMs: 0, retries: 0 }
sites:
  - { name: 旧站, url: "https://127.0.0.1:${port}/", robots: ignore, homepage: false, ${tls}columns: [
      { name: 项目进度, url: "https://127.0.0.1:${port}/a/", cadence: 按月, render: http } ] }
`);
    const argv = ['run', '--config', config, '--db', path.join(home, `${name}.sqlite`), '--out', out, '--today', today, '--log-level', 'silent'];
    const child = spawn(process.execPath, [path.join(root, 'dist', 'src', 'bin.js'), ...argv], {
      stdio: 'ignore', env: { ...process.env, SHIXIAN_BROWSER: 'none', NODE_EXTRA_CA_CERTS: authority },
    });
    const [code] = (await once(child, 'close')) as [number | null];
    const report = (await readdir(out, { withFileTypes: true })).find((entry) => entry.isDirectory())?.name ?? '';
    const { columns, unreadable } = JSON.parse(await readFile(path.join(out, report, 'findings.json'), 'utf8')) as {
      columns: { status: string }[];
      unreadable: { reason: string; remedy: { zh: string } }[];
    };
    return { code, columns, unreadable };
  };

  expect(await run('old', 'tls: 旧版TLS, ')).toMatchObject({ code: 0, columns: [{ status: 'fresh' }], unreadable: [] });
  expect([...spoken]).toEqual(['TLSv1']);
  expect(await run('modern', '')).toMatchObject({
    code: 4, columns: [{ status: 'unreadable' }], unreadable: [{ reason: 'tls', remedy: { zh: expect.stringContaining('tls') } }],
  });
  server.close();
}, 60_000);
