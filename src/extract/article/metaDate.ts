/** The days that a page's meta tags name, in the dialects of CMSs, libraries and measuring services. */
import type { DateEvidence } from '../../model.js';
import type { Page } from '../layout/document.js';
import { machineEvidence } from '../dates/machineDate.js';

/** Names for the day of publication, the clearest first. */
const PUBLISHED = [
  'pubdate', 'publishdate', 'publish_date', 'publishtime', 'publish_time', 'firstpublishedtime',
  'article:published_time', 'og:published_time', 'og:article:published_time', 'datepublished', 'date_published',
  'publish-date', 'published-date', 'published_date', 'publication_date', 'publication-date', 'publicationdate',
  'article:published', 'article.published', 'article:published_date', 'article:publication_date',
  'article_publication_date', 'article-publication-date', 'dateofpublication', 'dc.date.issued', 'dcterms.issued',
  'dc.date.published', 'dc.date.created', 'dcterms.created', 'dc.created', 'dc.date.available', 'dcterms.available',
  'citation_publication_date', 'citation_online_date', 'citation_date', 'prism.publicationdate', 'eprints.date',
  'bepress_citation_online_date', 'weibo: article:create_at', 'weibo:article:create_at', 'article:create_at',
  'sailthru.date', 'parsely-pub-date', 'bt:pubdate', 'pubtime', '_pubtime', 'apub:time', 'rbpubdate', 'pub_date',
  'cxenseparse:recs:publishtime', 'cxenseparse:publishtime', 'rnews:datepublished', 'article_date_original',
  'originalpublicationdate', 'release_date', 'mediator_published_time', 'vr:published_time', 'vf:published_time',
  'shareaholic:article_published_time', 'published_time', 'published_at', 'published', 'posted', 'post_date',
  'article.created', 'article:created', 'article_created', 'pdate', 'ptime', 'displaydate', 'video:release_date',
  'date_pub', 'firstpublished', 'first_published', 'article:post_date',
];
/** Names under which some sites keep the day of the last change. */
const PLAIN = ['dc.date', 'dcterms.date', 'date', 'created', 'creation_date', 'createdate', 'datecreated', 'timestamp'];
const UPDATED = [
  'article:modified_time', 'og:updated_time', 'article:modified', 'dateupdate', 'datemodified', 'last-modified', 'lastmod',
  'lastmodified', 'lastmodifiedtime', 'dcterms.modified', 'dc.date.modified', 'dc.modified', 'revision_date', 'revised',
  'modified', 'modified_date', 'updated', 'updated_time',
];

/** The day that the page's meta tags name for publication, the clearest name first. */
export const publishMeta = (page: Page) => fromMeta(page, PUBLISHED);

/** A day under a name that does not say of what. */
export const plainMeta = (page: Page) => fromMeta(page, PLAIN);

/** The day of the last change. */
export const updatedMeta = (page: Page) => fromMeta(page, UPDATED);

function fromMeta(page: Page, names: string[]): DateEvidence | null {
  for (const name of names) {
    const evidence = machineEvidence(page, page.meta.get(name), `meta:${name}`);
    if (evidence) return evidence;
  }
  return null;
}
