import { openDemo } from '@balie/installers/cli/demo.ts';
import { startServer } from '@balie/sync-server/server.ts';
import type { Ready } from './national.ts';

/** `national-process.ts <folder>`: the national server with the demonstration consortium. It ends with its parent. */
const [home = ''] = process.argv.slice(2);
const say = (line: string): void => console.error(line);
const server = await startServer({ home, host: '127.0.0.1', port: 0, program: 'balie-bench', log: say });
process.once('disconnect', () => void server.stop().then(() => process.exit()));
const { library, branch, staff } = await openDemo(home, server.national, () => undefined);
const ready: Ready = {
  url: server.url,
  couchUrl: server.national.couchUrl,
  library,
  branch,
  signedIn: staff.find((one) => one.mayOverride)!.id,
};
process.send?.(ready);
