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
  // Metadata of cloud machines: nearly all, Tencent, Alibaba, Oracle, Azure, Amazon and Google over IPv6.
  ['169.254.169.254', false],
  ['169.254.0.23', false],
  ['100.100.100.200', false],
  ['192.0.0.192', false],
  ['168.63.129.16', false],
  ['fd00:ec2::254', false],
  ['fd20:ce::254', false],
  ['169.253.255.255', true],
  ['169.254.0.0', false],
  ['169.254.255.255', false],
  ['169.255.0.0', true],
  ['9.255.255.255', true],
  ['10.255.255.255', false],
  ['11.0.0.0', true],
  ['126.255.255.255', true],
  ['128.0.0.0', true],
  ['100.128.0.0', true],
  ['192.0.0.1', false], // set aside by IANA, as the next seven are
  ['192.0.2.1', false],
  ['192.88.99.1', false],
  ['198.19.255.255', false],
  ['198.51.100.1', false],
  ['203.0.113.1', false],
  ['239.255.255.255', false],
  ['240.0.0.1', false],
  ['198.18.0.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::', false],
  ['::1', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:8.8.8.8', false],
  ['::7f00:1', false], // an IPv4 address in the long abandoned form
  ['64:ff9b::7f00:1', false], // NAT64
  ['64:ff9b::8.8.8.8', false], // what is translated is for the translator to decide
  ['64:ff9b:1::1', false], // NAT64 of one network
  ['64:ff9b:1:ffff:ffff:ffff:127.0.0.1', false],
  ['::ffff:0:127.0.0.1', false], // translated, RFC 2765
  ['2002:7f00:1::', false], // 6to4
  ['2002:a00:1::1', false],
  ['2001:0:a00:1::1', false], // Teredo
  ['2001::1', false],
  ['2001:10::1', false],
  ['2001:20::1', false],
  ['3fff::1', false],
  ['1fff::1', false],
  ['4000::1', false],
  ['100::1', false],
  ['ff00::1', false],
  ['febf::1', false],
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
    'metadata.example': ['169.254.169.254'],
    'translated.example': ['8.8.8.8', '64:ff9b::a00:1'],
    'not-an-address.example': ['8.8.8.8', 'fe80::1%eth0'],
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
    ['intranet.example.', 80, ['intranet.example'], '10.0.0.1'],
    ['intranet.example.', 80, [], 'unsafe-address'],
    ['mixed.example', 80, ['public.example'], 'unsafe-address'],
    ['metadata.example', 80, [], 'unsafe-address'],
    ['translated.example', 80, [], 'unsafe-address'],
    ['not-an-address.example', 80, [], 'unsafe-address'],
    ['intranet.example', 8080, ['intranet.example:8080', 'intranet.example:8081'], '10.0.0.1'],
    ['other.intranet.example', 80, ['intranet.example'], 'dns'], // no name of a listed one
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
    'http://:p@a.example/',
    'http://a.example:x@127.0.0.1/',
    'ws://a.example/',
    'data:text/html,x',
    'blob:http://a.example/1',
    'gopher://a.example/',
    'http://256.0.0.1/',
    'http://1.2.3.4.5/',
    'http://[::1%25eth0]/',
    'http://a.example:65536/',
    'http://a b.example/',
  ])
    test(`${address} is no address to visit`, () =>
      expect(() => parseAddress(address)).toThrow(expect.objectContaining({ reason: 'bad-url' })));

  // What looks like something else is judged as what it is, and is what is connected to.
  for (const [address, host] of [
    ['http://2130706433/', '127.0.0.1'],
    ['http://0x7f.1/', '127.0.0.1'],
    ['http://0x7f000001/', '127.0.0.1'],
    ['http://0177.0.0.1/', '127.0.0.1'],
    ['http://017700000001/', '127.0.0.1'],
    ['http://127.1/', '127.0.0.1'],
    ['http://0/', '0.0.0.0'],
    ['http://127.0.0.1./', '127.0.0.1'],
    ['http://127.0.0.1。/', '127.0.0.1'],
    ['http://127。0．0｡1/', '127.0.0.1'],
    ['http://１２７.0.0.1/', '127.0.0.1'],
    ['http://①②⑦.0.0.1/', '127.0.0.1'],
    ['http://%31%32%37.0.0.1/', '127.0.0.1'],
    ['http:\\\\127.0.0.1\\a', '127.0.0.1'],
    [' http://127.0.0.1/\n', '127.0.0.1'],
    ['ht\ntp://127.0.0.1/', '127.0.0.1'],
    ['http:127.0.0.1', '127.0.0.1'],
    ['http://[::ffff:7f00:1]/', '[::ffff:7f00:1]'],
    ['http://[0:0:0:0:0:ffff:127.0.0.1]/', '[::ffff:7f00:1]'],
    ['http://ｌｏｃａｌｈｏｓｔ/', 'localhost'],
    ['http://LOCALHOST。/', 'localhost.'],
  ] as const)
    test(`${JSON.stringify(address)} is ${host}, and not visited`, async () => {
      const { hostname } = parseAddress(address);
      expect(hostname).toBe(host);
      const localhost = async () => [{ address: '127.0.0.1', family: 4 as const }];
      await expect(createAddressGate([], localhost).check(hostname, 80)).rejects.toMatchObject({ reason: 'unsafe-address' });
    });
});
