/** What every page of the dashboard is wrapped in. */
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Language, Words } from '../model.js';
import { PageText } from '../report/html/pageText.js';
import { plainText } from '../report/pageText.js';
import { speaker, type Say } from '../report/words.js';
import type { Visitor } from './access/visitor.js';

/** Of one request: who asks, in which language, and what a form must bear. */
export interface Asking {
  visitor: Visitor | null;
  say: Say;
  language: Language;
  formWord: string;
  path: string;
  /** What was done by the request before, said once on top. */
  done: Words | null;
}

const PLACES: { href: string; name: Words; editorsOnly?: true }[] = [
  { href: '/', name: { zh: '总览', en: 'Overview' } },
  { href: '/findings?state=open', name: { zh: '问题', en: 'Findings' } },
  { href: '/waivers', name: { zh: '豁免', en: 'Waivers' } },
  { href: '/runs', name: { zh: '巡检', en: 'Runs' } },
  { href: '/downloads', name: { zh: '下载', en: 'Downloads' } },
  { href: '/log', name: { zh: '操作记录', en: 'Audit log' }, editorsOnly: true },
];

/** A whole HTML document. @param isLive  false for pages whose policy permits no script */
export function page(asking: Asking, title: Words, content: ComponentChildren, isLive = true): string {
  const { say, language } = asking;
  const name = say({ zh: '时限', en: 'Shixian' });
  return `<!doctype html>\n${renderToString(
    <html lang={language === 'zh' ? 'zh-CN' : 'en'}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${plainText(say(title), 80)} – ${name}`}</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        {isLive && <script src="/live.js" defer />}
      </head>
      <body>
        <a class="skip" href="#main">
          {say({ zh: '跳到正文', en: 'Skip to content' })}
        </a>
        <Top asking={asking} />
        <main id="main">
          {asking.done !== null && (
            <p class="done" role="status">
              {say(asking.done)}
            </p>
          )}
          <h1>
            <PageText text={say(title)} limit={120} />
          </h1>
          {content}
        </main>
      </body>
    </html>,
  )}\n`;
}

function Top({ asking: { visitor, say, path, formWord } }: { asking: Asking }): VNode {
  const places = visitor === null ? [] : PLACES.filter((place) => !place.editorsOnly || visitor.role === 'editor');
  return (
    <header class="top">
      <a class="brand" href="/">
        {say({ zh: '时限', en: 'Shixian' })}
      </a>
      <nav aria-label={say({ zh: '主导航', en: 'Main navigation' })}>
        {places.map(({ href, name }) => (
          <a href={href} {...(isHere(path, href) && { 'aria-current': 'page' as const })}>
            {say(name)}
          </a>
        ))}
      </nav>
      {visitor !== null && <Who visitor={visitor} formWord={formWord} say={say} />}
    </header>
  );
}

function isHere(path: string, href: string): boolean {
  return path === (href.split('?')[0] ?? href);
}

function Who({ visitor, formWord, say }: { visitor: Visitor; formWord: string; say: Say }): VNode {
  if (visitor.isLocal) {
    return (
      <p class="who">
        {say({
          zh: '未设用户：本机上的人都可查看和修改，记作“本机”',
          en: 'No account is set: whoever sits at this machine may see and change everything, noted as 本机',
        })}
      </p>
    );
  }
  return (
    <form class="who" method="post" action="/logout">
      <input type="hidden" name="word" value={formWord} />
      <span>
        <PageText text={visitor.name} limit={40} />{' '}
        {visitor.role === 'editor' ? say({ zh: '（可修改）', en: '(editor)' }) : say({ zh: '（只读）', en: '(viewer)' })}
      </span>{' '}
      <button type="submit" class="plain">
        {say({ zh: '退出登录', en: 'Log out' })}
      </button>
    </form>
  );
}

/** For pages that only say something: an error, nothing there. */
export function message(asking: Asking, title: Words, text: Words): string {
  return page(
    asking,
    title,
    <>
      <p>{asking.say(text)}</p>
      <p>
        <a href="/">{asking.say({ zh: '回到总览', en: 'Back to the overview' })}</a>
      </p>
    </>,
  );
}

export function askingOf(known: Omit<Asking, 'say'>): Asking {
  return { ...known, say: speaker(known.language) };
}
