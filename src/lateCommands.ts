/**
 * Every command, loaded when it is called: browser, spreadsheets, Word and the dashboard's server take a second to load
 * between them, and each command needs some of that only.
 */

export const auditCommand = late(async () => (await import('./commands/audit.js')).auditCommand);
export const calendarCommand = late(async () => (await import('./commands/calendar.js')).calendarCommand);
export const demoCommand = late(async () => (await import('./commands/demo.js')).demoCommand);
export const doctorCommand = late(async () => (await import('./commands/doctor.js')).doctorCommand);
export const importCommand = late(async () => (await import('./commands/importSpreadsheet.js')).importCommand);
export const inspectCommand = late(async () => (await import('./commands/inspect.js')).inspectCommand);
export const messageCommand = late(async () => (await import('./commands/message.js')).messageCommand);
export const noticeCommand = late(async () => (await import('./commands/notice.js')).noticeCommand);
export const opinionCommand = late(async () => (await import('./commands/opinion.js')).opinionCommand);
export const paperCommand = late(async () => (await import('./commands/paper.js')).paperCommand);
export const passwdCommand = late(async () => (await import('./commands/passwd.js')).passwdCommand);
export const probeCommand = late(async () => (await import('./commands/probe.js')).probeCommand);
export const pruneCommand = late(async () => (await import('./commands/prune.js')).pruneCommand);
export const reportCommand = late(async () => (await import('./commands/report.js')).reportCommand);
export const runCommand = late(async () => (await import('./commands/run.js')).runCommand);
export const scheduleCommand = late(async () => (await import('./commands/schedule.js')).scheduleCommand);
export const serveCommand = late(async () => (await import('./commands/serve.js')).serveCommand);
export const templateCommand = late(async () => (await import('./commands/template.js')).templateCommand);
export const waiveCommand = late(async () => (await import('./commands/waive.js')).waiveCommand);

function late<Words extends unknown[]>(load: () => Promise<(...words: Words) => Promise<number>>) {
  return async (...words: Words): Promise<number> => (await load())(...words);
}
