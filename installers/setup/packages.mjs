import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, SetupError } from './progress.mjs';

const nodeMajor = 24;

/** The Node that the project brings along; the machine's own only runs this set-up. */
export function projectNode(root) {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** Puts node_modules in the state that the lock file says, and gives a phrase on what was done. */
export async function preparePackages(root) {
  const stale = !isInstalled(root);
  if (stale) {
    // A set-up started by `npm start` inherits npm's settings for that script; the installation wants its own.
    await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      env: withoutScriptSettings(),
    });
  }
  await prepareNode(root);
  return stale ? 'installed' : 'up to date';
}

/** npm notes what it installed in node_modules/.package-lock.json, at the very end; that has to match the lock file. */
function isInstalled(root) {
  const read = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
  const noted = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(noted)) return false;
  const installed = read(noted);
  return Object.entries(read(join(root, 'package-lock.json'))).every(([path, wanted]) => {
    if (path === '' || wanted.optional || wanted.devOptional) return true;
    const found = installed[path];
    return found !== undefined && found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

async function prepareNode(root) {
  if ((await nodeVersion(root)) === nodeMajor) return;
  const installer = join(root, 'node_modules', 'node', 'installArchSpecificPackage.js');
  if (existsSync(installer)) {
    await run(process.execPath, [installer], {
      cwd: join(root, 'node_modules', 'node'),
      env: withoutScriptSettings(),
    });
  }
  if ((await nodeVersion(root)) !== nodeMajor) {
    throw new SetupError(
      `The package "node" did not bring Node ${nodeMajor}. Its install script must be allowed to run: ` +
        'remove ignore-scripts from your npm settings, delete node_modules and try again.',
    );
  }
}

async function nodeVersion(root) {
  if (!existsSync(projectNode(root))) return undefined;
  const version = await run(projectNode(root), ['--version'], { shell: false }).catch(() => '');
  return Number(/^v(\d+)\./.exec(version)?.[1]);
}

function withoutScriptSettings() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|command|execpath)/.test(name)),
  );
}
