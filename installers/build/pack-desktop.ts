import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, Platform } from 'electron-builder';
import { findElectron } from '../setup/electron-runtime.mjs';
import { buildDesktop, packagesKept } from './build-desktop.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const app = join(root, 'release', 'app');

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** Lays out the desk as it is shipped: what was built, and of node_modules only what the built files still load. */
async function stage(): Promise<void> {
  const { folder } = await buildDesktop();
  await rm(app, { recursive: true, force: true });
  await mkdir(app, { recursive: true });
  await cp(folder, join(app, 'dist'), { recursive: true });

  const copied = new Map<string, string>();
  const copy = async (name: string, from: string): Promise<void> => {
    const source = findPackage(name, from);
    if (source === undefined || copied.has(source)) return;
    copied.set(source, name);
    const manifest = manifestOf(source);
    await cp(source, join(app, source.slice(root.length)), { recursive: true });
    for (const dependency of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })) {
      await copy(dependency, source);
    }
  };
  for (const name of packagesKept) await copy(name, join(root, 'desktop'));

  const { version } = manifestOf(root);
  const dependencies = Object.fromEntries(
    packagesKept.map((name) => [name, manifestOf(join(root, 'node_modules', name)).version]),
  );
  const manifest = {
    name: 'balie',
    productName: 'Balie',
    version,
    description: 'The counter of the library',
    author: 'The Balie authors',
    license: 'MIT',
    main: 'dist/main.cjs',
    dependencies,
  };
  await writeFile(join(app, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** The folder of a package as Node would find it from `from`, going up to the project's root. */
function findPackage(name: string, from: string): string | undefined {
  for (let folder = from; folder.length >= root.length - 1; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
  }
  return undefined;
}

await stage();
const electron = findElectron();
if (electron === undefined) throw new Error('There is no Electron to pack with; run "npm start" once.');
// Without arguments: for this machine, unpacked, which needs nothing from the network.
const target = process.argv[2] ?? 'dir';
await build({
  targets: Platform.current().createTarget(target),
  publish: 'never',
  config: {
    extends: join(root, 'electron-builder.yml'),
    electronDist: electron.folder,
    electronVersion: electron.version,
    // What starts an unpacked app has no place in a packed one.
    afterPack: ({ appOutDir }) => rm(join(appOutDir, 'resources', 'default_app.asar'), { force: true }),
  },
});
