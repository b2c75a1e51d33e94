import { describe, expect, test } from 'vitest';
import { createAddressGate, isPublicAddress, parseAddress, type Resolve } from '../../src/crawl/addressGate.js';

for (const [address, isPublic] of [
  ['8.8.8.8', true],
  ['223.5.5.5', true],
  ['2400:3200::1', true],
  ['127.0.0.1', false],
  ['127.255.255.255', false],
  ['0.0.0.0', false],
  ['10.0.0.1', false],
  ['172.15.255.255', true],
  ['172.16.0.1', false],
  ['172.31.255.255', false],
  ['172.32.0.0', true],
  ['192.168.1.1', false],
  ['100.63.255.255', true],
  ['100.64.0.1', false],
  ['100.127.255.255', false],
  ['169.254.169.254', false], // metadata of cloud machines
  ['198.18.0.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::', false],
  ['::1', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:8.8.8.8', false],
  ['::7f00:1', false], // an IPv4 address in the long abandoned form
  ['64:ff9b::7f00:1', false], // NAT64
  ['64:ff9b:1::1', false],
  ['2002:7f00:1::', false], // 6to4
  ['fe80::1', false],
  ['fe80::1%eth0', false],
  ['fec0::1', false],
  ['fd00::1', false],
  ['ff02::1', false],
  ['2001:db8::1', false],
  ['not an address', false],
] as const)
  test(`${address} is ${isPublic ? 'public' : 'not public'}`, () => expect(isPublicAddress(address)).toBe(isPublic));

const resolve: Resolve = async (host) => {
  const addresses: Record<string, string[]> = {
    'public.example': ['8.8.8.8', '2400:3200::1'],
    'mixed.example': ['8.8.8.8', '10.0.0.1'],
    'intranet.example': ['10.0.0.1'],
    'nowhere.example': [],
  };
  return (addresses[host] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
};

describe('the gate', () => {
  for (const [host, port, allowHosts, expected] of [
    ['public.example', 80, [], '8.8.8.8 2400:3200::1'],
    ['PUBLIC.example.', 80, [], '8.8.8.8 2400:3200::1'],
    ['mixed.example', 80, [], 'unsafe-address'],
    ['intranet.example', 80, [], 'unsafe-address'],
    ['intranet.example', 80, ['intranet.example'], '10.0.0.1'],
    ['intranet.example', 8080, ['Intranet.Example:8080'], '10.0.0.1'],
    ['intranet.example', 8081, ['intranet.example:8080'], 'unsafe-address'],
    ['intranet.example', 80, ['intranet.example:80'], '10.0.0.1'],
    ['intranet.example', 443, ['intranet.example:80'], 'unsafe-address'],
    ['intranet.example', 80, ['10.0.0.1'], 'unsafe-address'], // the name is not the literal
    ['10.0.0.1', 80, ['10.0.0.1'], '10.0.0.1'],
    ['10.0.0.2', 80, ['10.0.0.1'], 'unsafe-address'],
    ['[::1]', 80, [], 'unsafe-address'],
    ['[::1]', 80, ['::1'], '::1'],
    ['[::1]', 8080, ['[::1]:8080'], '::1'],
    ['::1', 8081, ['[::1]:8080'], 'unsafe-address'],
    ['[::ffff:127.0.0.1]', 80, ['127.0.0.1'], 'unsafe-address'],
    ['nowhere.example', 80, [], 'dns'],
  ] as const)
    test(`${host} port ${port}, allowed ${allowHosts.join(' ') || 'nothing'}: ${expected}`, async () => {
      const checked = createAddressGate([...allowHosts], resolve).check(host, port);
      const got = await checked.then(
        (addresses) => addresses.map(({ address }) => address).join(' '),
        (failure: { reason: string }) => failure.reason,
      );
      expect(got).toBe(expected);
    });
});

describe('an address', () => {
  for (const address of [
    'ftp://a.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://',
    'a.example',
    'http://u:p@a.example/',
    'http://u@a.example/',
  ])
    test(`${address} is no address to visit`, () =>
      expect(() => parseAddress(address)).toThrow(expect.objectContaining({ reason: 'bad-url' })));

  // What looks like something else is judged as what it is.
  for (const [address, host] of [
    ['http://2130706433/', '127.0.0.1'],
    ['http://0x7f.1/', '127.0.0.1'],
    ['http://127.0.0.1。/', '127.0.0.1'],
  ] as const)
    test(`${address} is ${host}`, () => expect(parseAddress(address).hostname).toBe(host));
});
