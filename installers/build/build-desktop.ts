import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'desktop', 'dist');

/** What the built desk is made of. A change in any of it, and in nothing else, makes it be built again. */
const madeOf = ['desktop', 'shared', 'hardware', 'installers/build', 'package-lock.json'];

/** Packages that stay packages: native or WebAssembly files beside them, or code that a bundle breaks. */
export const packagesKept = ['leveldown', 'node-hid', 'node-sqlite3-wasm', 'pouchdb', 'serialport'];

/**
 * Makes desktop/dist: the main and core processes and the preload script as CommonJS, the screens as a folder of files.
 * Does nothing where the sources are those of the last build. Gives the folder, and whether it was built.
 */
export async function buildDesktop(): Promise<{ folder: string; built: boolean }> {
  const stamp = fingerprint();
  const noted = join(dist, 'sources.sha256');
  if (existsSync(noted) && readFileSync(noted, 'utf8') === stamp) return { folder: dist, built: false };

  // Built aside and put in place whole, so that a build that fails or is cut off leaves the last good one.
  const next = join(root, 'desktop', `dist.${process.pid}`);
  await mkdir(next, { recursive: true });
  try {
    await Promise.all([bundleProcesses(next), bundleScreens(join(next, 'renderer'))]);
    await writeFile(join(next, 'sources.sha256'), stamp);
    await rm(dist, { recursive: true, force: true });
    await rename(next, dist);
  } finally {
    await rm(next, { recursive: true, force: true });
  }
  return { folder: dist, built: true };
}

async function bundleProcesses(to: string): Promise<void> {
  const { build } = await import('esbuild');
  const common = {
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    sourcemap: 'linked',
    outExtension: { '.js': '.cjs' },
    logLevel: 'warning',
    outdir: to,
  } as const;
  await build({
    ...common,
    entryPoints: [join(root, 'desktop/main/main.ts'), join(root, 'desktop/main/core-process.ts')],
    external: ['electron', ...packagesKept],
    banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
    define: {
      'import.meta.url': 'importMetaUrl',
      'import.meta.dirname': '__dirname',
      'import.meta.filename': '__filename',
    },
  });
  // The preload script runs in the sandbox, where there is nothing to require but electron.
  await build({ ...common, entryPoints: [join(root, 'desktop/preload/preload.ts')], external: ['electron'] });
}

async function bundleScreens(to: string): Promise<void> {
  const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
  await build({
    configFile: false,
    root: join(root, 'desktop/renderer'),
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir: to,
      emptyOutDir: true,
      target: 'chrome130',
      sourcemap: true,
      chunkSizeWarningLimit: 4000,
    },
  });
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of madeOf.flatMap((place) => filesIn(join(root, place))).sort()) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesIn(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory())
      return /^(node_modules|dist(\..*)?)$/.test(entry.name) ? [] : filesIn(join(path, entry.name));
    return /\.test\.tsx?$/.test(entry.name) ? [] : [join(path, entry.name)];
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const begin = Date.now();
  const { folder, built } = await buildDesktop();
  console.log(`${relative(root, folder)}: ${built ? 'built' : 'nothing changed'} (${Date.now() - begin} ms)`);
}
