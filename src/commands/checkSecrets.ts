import type { MessageSettings, Secret, Words } from '../model.js';
import { SecretError, type Reveal } from '../notify/delivery.js';

/**
 * Whether every secret that messages need is there: null where none is needed. The words name where a missing one was
 * looked for, and which channel needs it; no secret is shown.
 */
export async function checkSecrets(messages: MessageSettings, reveal: Reveal): Promise<{ ok: boolean; words: Words } | null> {
  const needed = secretsOf(messages);
  if (needed.length === 0) return null;
  const missing: string[] = [];
  for (const { of, secret } of needed) {
    const why = await reveal(secret).then(() => null, whyMissing);
    if (why !== null) missing.push(`${of}: ${why}`);
  }
  if (missing.length === 0) {
    return { ok: true, words: { zh: `消息的密钥齐全（${needed.length} 个）`, en: `The secrets of messages are all there (${needed.length})` } };
  }
  return {
    ok: false,
    words: {
      zh: `消息的密钥缺 ${missing.length} 个，有关渠道发不出去：${missing.join('；')}。请设好环境变量或文件，再用 shixian message test 试发`,
      en: `${missing.length} secrets of messages are missing, their channels cannot send: ${missing.join('; ')}. ` +
        'Set the variable or the file, then try `shixian message test`',
    },
  };
}

function secretsOf({ mail, channels }: MessageSettings): { of: string; secret: Secret }[] {
  const ofChannels = channels.flatMap(({ name, way }) => {
    if (way.kind === 'mail') return [];
    const secrets = way.kind === 'wecom' || way.secret === undefined ? [way.url] : [way.url, way.secret];
    return secrets.map((secret) => ({ of: name, secret }));
  });
  const isMailed = channels.some(({ way }) => way.kind === 'mail');
  return mail?.password !== undefined && isMailed ? [{ of: 'mail', secret: mail.password }, ...ofChannels] : ofChannels;
}

function whyMissing(error: unknown): string {
  if (error instanceof SecretError) return error.message;
  throw error;
}
