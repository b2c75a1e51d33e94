/** Robots and a mail server on loopback, as the real ones answer: each checks what it is sent by itself. */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Server as NetServer, Socket } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { generate } from 'selfsigned';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach } from 'vitest';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => void (await Promise.all(open.splice(0).map((close) => close()))));

export interface Received {
  url: URL;
  headers: IncomingMessage['headers'];
  text: string;
  body: Record<string, unknown>;
}

export interface Receiver {
  origin: string;
  received: Received[];
}

/** @param answer  status and body for what came, the first time for 0 */
export async function receiver(answer: (received: Received, count: number) => [status: number, body: unknown]): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const text = Buffer.concat(pieces).toString('utf8');
      const one = { url: new URL(request.url ?? '', 'http://127.0.0.1'), headers: request.headers, text, body: JSON.parse(text) as Record<string, unknown> };
      const [status, body] = answer(one, received.push(one) - 1);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

/** What a DingTalk robot with 加签 says: reckoned here from its own documents. */
export function dingtalkRobot(secret: string): Promise<Receiver> {
  return receiver(({ url, text }) => {
    const timestamp = url.searchParams.get('timestamp') ?? '';
    const sign = createHmac('sha256', Buffer.from(secret)).update(Buffer.from(`${timestamp}\n${secret}`)).digest('base64');
    if (url.searchParams.get('sign') !== sign) return [200, { errcode: 310000, errmsg: 'sign not match' }];
    return Buffer.byteLength(text) > 20_000 ? [200, { errcode: 460101, errmsg: 'message too long' }] : [200, { errcode: 0, errmsg: 'ok' }];
  });
}

/** What a Feishu robot with 签名校验 says. */
export function feishuRobot(secret: string): Promise<Receiver> {
  return receiver(({ body, text }) => {
    const sign = createHmac('sha256', `${String(body.timestamp)}\n${secret}`).update(Buffer.alloc(0)).digest('base64');
    if (body.sign !== sign) return [200, { code: 19021, msg: 'sign match fail or timestamp is not within one hour from current time' }];
    return Buffer.byteLength(text) > 20_480 ? [200, { code: 9499, msg: 'too large' }] : [200, { StatusCode: 0, StatusMessage: 'success', code: 0 }];
  });
}

/** What a WeCom robot says: its markdown may have 4,096 bytes. */
export function wecomRobot(): Promise<Receiver> {
  return receiver(({ body }) => {
    const { content } = body.markdown as { content: string };
    return Buffer.byteLength(content) > 4_096 ? [200, { errcode: 40058, errmsg: 'content exceed max length' }] : [200, { errcode: 0, errmsg: 'ok' }];
  });
}

export interface MailServer {
  port: number;
  /** The certificate that it shows. */
  certificate: string;
  mails: { mail: ParsedMail; raw: string; recipients: string[]; isSecure: boolean }[];
  /** Recipients that were asked for, in order. */
  asked: string[];
  /** Ends every connection without a word. */
  cut(): void;
}

let pair: Promise<{ cert: string; private: string }> | undefined;

/** A mail server that wants `u` with the password `geheim`, unless it is told otherwise. */
export async function mailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  pair ??= Promise.resolve(
    generate([{ name: 'commonName', value: 'localhost' }], {
      keySize: 2048, algorithm: 'sha256',
      extensions: [{ name: 'basicConstraints', cA: true }, { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
    }),
  );
  const { cert, private: key } = await pair;
  const mails: MailServer['mails'] = [];
  const asked: string[] = [];
  const server = new SMTPServer({
    key, cert, logger: false, authMethods: ['PLAIN', 'LOGIN'],
    onAuth: ({ username, password }, _session, done) =>
      username === 'u' && password === 'geheim' ? done(null, { user: 'u' }) : done(Object.assign(new Error('wrong password geheim'), { responseCode: 535 })),
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        const raw = Buffer.concat(pieces).toString('utf8');
        void simpleParser(raw).then((mail) => {
          mails.push({ mail, raw, recipients: session.envelope.rcptTo.map(({ address }) => address), isSecure: session.secure });
          done();
        });
      });
    },
    ...options,
    onRcptTo(address, session, done) {
      asked.push(address.address);
      if (options.onRcptTo) options.onRcptTo.call(server, address, session, done);
      else done();
    },
  });
  server.on('error', () => undefined);
  const listening: NetServer = server.listen(0, '127.0.0.1');
  const sockets = new Set<Socket>();
  listening.on('connection', (socket: Socket) => void sockets.add(socket));
  await once(listening, 'listening');
  open.push(() => new Promise((resolve) => server.close(() => resolve(undefined))));
  return { port: (listening.address() as AddressInfo).port, certificate: cert, mails, asked, cut: () => sockets.forEach((socket) => socket.destroy()) };
}
