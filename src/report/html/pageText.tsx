/**
 * The three ways in which text from pages and configurations enters the report.
 */
import type { ComponentChildren, VNode } from 'preact';
import type { RunColumn } from '../../model.js';
import { plainText, webAddress } from '../pageText.js';
import type { Say } from '../words.js';

/** Text in a direction of its own; what is longer than `limit` is cut, and hovering shows more of it. */
export function PageText({ text, limit }: { text: string; limit: number }): VNode {
  const shown = plainText(text, limit);
  const full = plainText(text);
  return full === shown ? <bdi>{shown}</bdi> : <bdi title={full}>{shown}</bdi>;
}

/** A link where `url` may be followed, the bare text where it may not. */
export function PageLink({ text, url, limit }: { text: string; url: string | null; limit: number }): VNode {
  const address = webAddress(url);
  if (address === null) return <PageText text={text} limit={limit} />;
  return (
    <a href={address}>
      <PageText text={text} limit={limit} />
    </a>
  );
}

/** The same around more than text. */
export function WebLink({ url, children }: { url: string; children: ComponentChildren }): VNode {
  const address = webAddress(url);
  return address === null ? <>{children}</> : <a href={address}>{children}</a>;
}

/** An address that is its own text, a link if it may be one. */
export function Address({ url }: { url: string }): VNode {
  return (
    <span class="address">
      <PageLink text={url} url={url} limit={120} />
    </span>
  );
}

/** 栏目路径: `重大建设项目 › 项目进度`, the last name set off. */
export function ColumnPath({ path }: { path: string[] }): VNode {
  const parents = path.slice(0, -1);
  return (
    <span class="path">
      {parents.map((name) => (
        <i>
          <PageText text={name} limit={40} /> ›{' '}
        </i>
      ))}
      <b>
        <PageText text={path.at(-1) ?? ''} limit={60} />
      </b>
    </span>
  );
}

/** 单位: the site, and below it the section that answers for the column. */
export function UnitCell({ entry, say }: { entry: RunColumn; say: Say }): VNode {
  const unit = entry.column.unit;
  const contact = [unit?.person, unit?.contact].filter((one) => one !== undefined).join(' ');
  return (
    <>
      <PageText text={entry.siteName} limit={60} />
      {unit !== undefined && unit.name !== entry.siteName && (
        <div class="soft">
          <PageText text={unit.name} limit={60} />
        </div>
      )}
      {contact !== '' && (
        <div class="soft contact">
          {say({ zh: '联系：', en: 'Contact: ' })}
          <PageText text={contact} limit={60} />
        </div>
      )}
    </>
  );
}

/** A link to another page of this report; the bare content where there is none. */
export function OwnPage({ href, children }: { href: string | null; children: ComponentChildren }): VNode {
  return href === null ? <>{children}</> : <a href={href}>{children}</a>;
}
