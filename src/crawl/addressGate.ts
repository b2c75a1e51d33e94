import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { CrawlFailure } from './failure.js';

/** An address that a name stands for. */
export interface HostAddress {
  address: string;
  family: 4 | 6;
}

/** Turns a host name into all its addresses, or fails with an error that has a resolver's `code` (`ENOTFOUND`, …). */
export type Resolve = (host: string) => Promise<HostAddress[]>;

/** The system's resolver, which knows /etc/hosts and the names of an intranet too. */
export const systemResolve: Resolve = async (host) => {
  const found = await lookup(host, { all: true, verbatim: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

/**
 * Decides which addresses may be visited. Every path out of this room passes here: pages, redirects, robots.txt and
 * what a browser page asks for.
 */
export interface AddressGate {
  /**
   * The addresses to connect to for this host and port, all of them checked; whoever connects must use these, since a
   * second look-up might be answered differently (DNS rebinding).
   *
   * @param host  a name or an IP literal, IPv6 with or without brackets
   * @throws CrawlFailure `unsafe-address` if one of them is not a public unicast address and the host is not on the
   *   allow-list, `dns` if there is none
   */
  check(host: string, port: number): Promise<HostAddress[]>;
}

/**
 * @param allowHosts  `name`, `name:port` or an IP literal; they are passed whatever their address is. A name that
 *   resolves to a listed IP literal is not passed: only what the address says is compared.
 */
export function createAddressGate(allowHosts: string[], resolve: Resolve): AddressGate {
  const allowed = new Set(allowHosts.map(normalEntry));

  return {
    async check(host, port) {
      const name = bareHost(host);
      const literal = isIP(name);
      const addresses = literal === 0 ? await resolveName(name) : [{ address: name, family: familyOf(literal) }];
      if (allowed.has(name) || allowed.has(`${name} ${port}`)) return addresses;

      // One private address among public ones is enough to refuse: the connection might choose just that one.
      const unsafe = addresses.find(({ address }) => !isPublicAddress(address));
      if (unsafe) throw new CrawlFailure('unsafe-address', `${name} port ${port} is at ${unsafe.address}`);
      return addresses;
    },
  };

  async function resolveName(name: string): Promise<HostAddress[]> {
    const addresses = await resolve(name);
    if (addresses.length === 0) throw new CrawlFailure('dns', `${name} has no address`);
    return addresses;
  }
}

/** A look-up that knows only the addresses that were checked, for whoever opens the connection. */
export function lookupOf(addresses: HostAddress[]): LookupFunction {
  return (_host, { all }, found) => {
    const [first] = addresses;
    if (all || !first) found(null, addresses);
    else found(null, first.address, first.family);
  };
}

/**
 * Parses an address once, for everybody.
 *
 * @throws CrawlFailure `bad-url` unless it is http or https, and free of a user name and password
 */
export function parseAddress(address: string, base?: URL): URL {
  const url = parsed(address, base);
  if (url === null) throw new CrawlFailure('bad-url', `not an address: ${address.slice(0, 200)}`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new CrawlFailure('bad-url', `neither http nor https: ${url.protocol}`);
  if (url.username !== '' || url.password !== '')
    throw new CrawlFailure('bad-url', `the address carries a user name or a password for ${url.host}`);
  return url;
}

function parsed(address: string, base: URL | undefined): URL | null {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}

/** The port of an address, also where it goes without saying. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

/**
 * Whether an address is a public unicast one.
 *
 * IPv6 must lie in 2000::/3, the only block that IANA gives out for global unicast: mapped, NAT64 and site-local
 * addresses lie outside. Inside it, ipaddr.js knows the blocks that lead elsewhere (6to4, Teredo, documentation).
 *
 * Cloud machines find their own keys and settings at a few fixed addresses. All lie in private blocks but Azure's.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || address === AZURE_PLATFORM) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return !(parsed instanceof ipaddr.IPv6) || parsed.match(GLOBAL_UNICAST_V6);
}

const AZURE_PLATFORM = '168.63.129.16';
const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** `name` or `name port`, the name in the form that a parsed URL gives it. */
function normalEntry(entry: string): string {
  if (isIP(bareHost(entry)) === 6) return bareHost(new URL(`http://[${bareHost(entry)}]`).hostname);
  if (!URL.canParse(`http://${entry}`)) return entry.toLowerCase();
  const { hostname } = new URL(`http://${entry}`);
  // A URL drops the port 80, but here it was asked for.
  const port = /:(\d+)$/.exec(entry)?.[1];
  return port === undefined ? bareHost(hostname) : `${bareHost(hostname)} ${Number(port)}`;
}

function bareHost(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '').toLowerCase();
}

function familyOf(literal: number): 4 | 6 {
  return literal === 6 ? 6 : 4;
}
