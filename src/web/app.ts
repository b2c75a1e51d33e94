/**
 * The dashboard as a function from request to answer: it stands on no port and can be asked without one. Every request is
 * looked at for where it comes from before any page, and every change for who asks for it.
 */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { speaker } from '../report/words.js';
import { guardAnswers, guardOrigin, isOwnHost } from './access/guard.js';
import { formWord, giveToken, isFormWord, tokenOf, visitorOf } from './access/visitor.js';
import type { Asked, Known, Web } from './asked.js';
import { addChanges } from './changes.js';
import { doneWords } from './doneWords.js';
import type { Fields } from './forms.js';
import { askingOf, message, type Asking } from './layout.js';
import { addLogIn } from './logIn.js';
import type { WebOptions } from './options.js';
import { addReadings } from './readings.js';
import { icon, script, style } from './static.js';

/** A form holds a reason of some thousand characters; more is not read. */
const MOST_BODY_BYTES = 64 * 1024;
const DAY_SECONDS = 86_400;

export function createApp(options: WebOptions): Web {
  const app: Web = new Hono<Known>();
  const say = speaker(options.language);

  app.use(guardAnswers());
  app.use(async (context, next) => {
    if (isOwnHost(context.req.header('host'), options.access)) return next();
    return context.text(say({ zh: '请用服务器自己的地址打开。', en: 'Open this under the address of the server itself.' }), 421);
  });
  for (const [path, type, content] of [
    ['/style.css', 'text/css', style], ['/live.js', 'text/javascript', script], ['/icon.svg', 'image/svg+xml', icon],
  ] as const) {
    app.get(path, (context) => context.body(content, 200, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': `private, max-age=${DAY_SECONDS}` }));
  }

  app.use(bodyLimit({ maxSize: MOST_BODY_BYTES, onError: (context) => tell(context as Asked, 413) }));
  app.use(async (context, next) => {
    const held = tokenOf(context);
    const token = held ?? giveToken(context, options);
    const visitor = await visitorOf(options, token);
    context.set('token', token);
    context.set('visitor', visitor);
    context.set('actor', { who: visitor?.name ?? '', address: options.access.addressOf(context.req.raw, context.env) });
    context.set('asking', askingOf({
      visitor, language: options.language, formWord: formWord(token), path: context.req.path, done: doneWords(context.req.query('done')),
    }));
    await next();
  });
  app.use(guardOrigin(options.access));
  app.use(async (context, next) => {
    if (context.req.method !== 'POST') return next();
    const fields = await fieldsOf(context);
    if (!isFormWord(context.get('token'), fields.word ?? '')) return tell(context, 403);
    context.set('fields', fields);
    return next();
  });

  addLogIn(app, options);
  app.use(async (context, next) => {
    const visitor = context.get('visitor');
    if (visitor === null) {
      const wanted = context.req.method === 'GET' ? `${context.req.path}${new URL(context.req.url).search}` : '/';
      return context.redirect(`/login?${new URLSearchParams({ next: wanted }).toString()}`, 303);
    }
    if (context.req.method !== 'GET' && visitor.role !== 'editor') return tell(context, 403);
    return next();
  });
  addReadings(app, options);
  addChanges(app, options);

  app.notFound((context) => tell(context, 404));
  app.onError((error, context) => {
    if (error instanceof HTTPException && error.status < 500) return tell(context as Asked, error.status === 403 ? 403 : 404);
    options.onError(error);
    return tell(context as Asked, 500);
  });
  return app;

  /** Something that went wrong, in plain words and without what happened inside. */
  function tell(context: Asked, status: keyof typeof TROUBLES): Response | Promise<Response> {
    const { title, text } = TROUBLES[status];
    const asking = (context.get('asking') as Asking | undefined) ??
      askingOf({ visitor: null, language: options.language, formWord: '', path: context.req.path, done: null });
    return context.html(message(asking, title, text), status);
  }
}

async function fieldsOf(context: Asked): Promise<Fields> {
  const type = context.req.header('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) return {};
  const given = new URLSearchParams(await context.req.text());
  return Object.fromEntries([...new Set(given.keys())].map((name) => {
    const all = given.getAll(name);
    return [name, all.length === 1 ? all[0] : undefined];
  }));
}

const TROUBLES = {
  403: {
    title: { zh: '没有权限', en: 'Not allowed' },
    text: {
      zh: '这一步需要“可修改”的用户，或者这个页面放得太久了。请回到原来的页面，刷新以后再试。没有改动任何数据。',
      en: 'This needs an editor’s account, or the page was open for too long. Go back, reload it and try again. Nothing was changed.',
    },
  },
  404: {
    title: { zh: '没有这个页面', en: 'There is no such page' },
    text: { zh: '地址写错了，或者这个页面已经不在了。', en: 'The address is wrong, or the page is there no longer.' },
  },
  413: {
    title: { zh: '内容太长', en: 'Too much' },
    text: { zh: '提交的内容太长，没有保存。请缩短以后再提交。', en: 'What was sent is too long and was not kept. Please shorten it.' },
  },
  500: {
    title: { zh: '服务器出错', en: 'Something went wrong' },
    text: {
      zh: '服务器出了意外错误，已写入日志。已保存的数据不受影响；请稍后再试，仍不行请联系维护人员。',
      en: 'Something unexpected happened and was logged. What is stored is safe; try again later, or tell the maintainers.',
    },
  },
} as const;
