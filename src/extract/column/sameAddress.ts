/**
 * An address without what makes no other page of it: scheme, `www.`, the file name of an index, a slash at the end.
 * What stands behind # stays: some sites name their column there.
 */
export function sameAddress(address: string): string {
  if (!URL.canParse(address)) return address;
  const { host, pathname, search, hash } = new URL(address);
  const place = pathname.replace(/\/(?:index|default)\.\w{2,5}$/i, '').replace(/\/+$/, '');
  return `${host.replace(/^www\./, '').toLowerCase()}${place}${search}${hash === '#' ? '' : hash}`;
}
