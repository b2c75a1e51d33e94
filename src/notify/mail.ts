/** Mail by SMTP: encrypted unless the configuration says otherwise in so many words, one message to one recipient. */
import { readFile } from 'node:fs/promises';
import type { MailSettings } from '../model.js';
import { failed, type Delivery } from './delivery.js';

export interface Mail {
  /** Who is sent it. */
  recipient: string;
  /** Who is named in it: all recipients of the channel, so that each sees who knows. */
  to: string[];
  subject: string;
  text: string;
  html: string;
  /** The same for every attempt at one message, so that a repeat can be known for one: letters, digits and hyphens. */
  id: string;
}

const TIMEOUT_MS = 30_000;

/** One attempt. @param password  null where nobody logs in */
export async function sendMail(settings: MailSettings, password: string | null, mail: Mail): Promise<Delivery> {
  const { host, port, security, user, from, ca } = settings;
  const authority = ca === undefined ? undefined : await readFile(ca, 'utf8').catch(() => null);
  if (authority === null) return failed('refused', `the certificate file ${ca ?? ''} cannot be read`);
  // Loaded when the first mail is sent: most runs send none.
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { minVersion: 'TLSv1.2', ...(authority !== undefined && { ca: authority }) },
    ...(user !== undefined && password !== null && { auth: { user, pass: password } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS * 2,
    // What is sent is what stands here, and nothing that its text might name.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from,
      to: mail.to,
      envelope: { from: from.address, to: [mail.recipient] },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: `<${mail.id}@${from.address.split('@')[1] ?? 'localhost'}>`,
      // Machines that answer for people on leave leave such mail alone (RFC 3834).
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    });
    return { outcome: 'delivered' };
  } catch (error) {
    return failureOf(error);
  } finally {
    transport.close();
  }
}

/** The connection was there before it was lost, and nothing tells at which point of the message. */
const BROKEN_OFF = /closed unexpectedly|^Timeout|ECONNRESET|EPIPE/;

interface SmtpError {
  code: string;
  responseCode: number | null;
  command: string;
  message: string;
}

/** RFC 5321, 4.2.1: 4yz asks to come back, 5yz is for good. */
function failureOf(error: unknown): Delivery {
  const { code, responseCode, command, message } = smtpError(error);
  const why = `${code} ${message}`.replace(/\p{Cc}+/gu, ' ').trim();
  if (code === 'EAUTH' || code === 'ETLS') return failed(responseCode !== null && responseCode < 500 ? 'later' : 'refused', why);
  if (responseCode !== null) {
    const isOwn = command === 'RCPT TO' || command === 'DATA';
    return failed(responseCode >= 500 ? 'refused' : 'later', why, { isOwn });
  }
  if (/certificate|self-signed|altnames/i.test(message)) return failed('refused', why);
  return failed('soon', why, { mayHaveArrived: BROKEN_OFF.test(message) });
}

function smtpError(error: unknown): SmtpError {
  const found: Partial<Record<string, unknown>> = error instanceof Error ? { ...error, message: error.message } : {};
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    code: text(found.code),
    responseCode: typeof found.responseCode === 'number' ? found.responseCode : null,
    command: text(found.command),
    message: text(found.message) || String(error),
  };
}
