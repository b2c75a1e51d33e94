import { userInfo } from 'node:os';
import { COMMAND_LINE, type Actor } from '../store/auditLog.js';

/** Who is at work at the command line: as this machine knows them, whatever `--author` says. */
export function whoeverTypes(): Actor {
  return { who: userName(), address: COMMAND_LINE };
}

/** In a container the user may have a number alone. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? '?'}`;
  }
}
