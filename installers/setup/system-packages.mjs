import { existsSync, readFileSync } from 'node:fs';
import { run, SetupError } from './progress.mjs';

/** What Electron loads, by its name in Debian 12; a newer release has some of them under a name with `t64`. */
const libraries = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libcups2',
  'libdrm2',
  'libxtst6',
  'libnotify4',
  'libsecret-1-0',
];
const screen = ['xvfb', 'xauth'];
/** Lays the pseudo-terminals over which tests speak to simulated devices. */
const cables = ['socat'];
const fonts = ['fonts-inter', 'fonts-noto-core'];

/**
 * On Debian and its kin: installs what is missing when it may, and otherwise gives the line that does.
 * `purpose` is `start` or `test`; tests open the monitor's page in Chromium and always bring their own screen.
 */
export async function prepareSystem(purpose) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return 'nothing to do here';
  const screenless = !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
  const needed = [
    ...libraries,
    'unzip',
    ...(purpose === 'test' || screenless ? screen : []),
    ...(purpose === 'test' ? cables : []),
  ];
  const wished = [...fonts, ...(purpose === 'test' && isDebian() ? ['chromium'] : [])];

  const present = await installed();
  const isMissing = (name) => !present.has(name) && !present.has(`${name}t64`);
  const missing = [...needed, ...wished].filter(isMissing);
  if (missing.length === 0) return 'all there';

  const names = await asNamedHere(missing);
  const line = `apt-get install -y --no-install-recommends ${names.join(' ')}`;
  if (process.getuid?.() !== 0)
    return withoutRights(
      missing.filter((name) => needed.includes(name)),
      line,
    );
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const [command, ...args] = line.split(' ');
  // On a machine that has never looked, or not for long, the list of packages has to be fetched first.
  await run(command, args, { env }).catch(async () => {
    await run('apt-get', ['update'], { env });
    await run(command, args, { env });
  });
  return `installed ${missing.length}`;
}

function withoutRights(neededAndMissing, line) {
  if (neededAndMissing.length > 0) {
    throw new SetupError(
      `Electron and the tests need system packages that are not here. Run this once:\n  sudo ${line}`,
    );
  }
  return `for better pictures and all tests run once: sudo ${line}`;
}

/** Names of all installed packages, asked for in one call. */
async function installed() {
  const list = await run('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\\n'], { shell: false });
  return new Set(
    list
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
}

async function asNamedHere(names) {
  const known = await run('apt-cache', ['pkgnames', 'lib'], { shell: false }).catch(() => '');
  const all = new Set(known.split('\n'));
  return names.map((name) => (all.has(`${name}t64`) ? `${name}t64` : name));
}

function isDebian() {
  return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}
