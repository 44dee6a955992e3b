// What `electron <path>` runs when it carries no app of its own: finds the app named on the command line and starts it.
const { existsSync, readFileSync, statSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join, resolve } = require('node:path');
const { pathToFileURL } = require('node:url');
const { app } = require('electron');

const { file, preload, version } = readArguments(process.argv.slice(1));
if (version) {
  process.stdout.write(`v${process.versions.electron}\n`);
  process.exit(0);
}
if (file === undefined) {
  process.stderr.write('usage: electron [flags] <path to an app or a script>\n');
  process.exit(1);
}
if (preload.length > 0) Module._preloadModules(preload);
start(resolve(file));

function readArguments(args) {
  const found = { file: undefined, preload: [], version: false };
  for (let i = 0; i < args.length && found.file === undefined; i += 1) {
    if (args[i] === '--version' || args[i] === '-v') found.version = true;
    else if (args[i] === '-r' || args[i] === '--require') found.preload.push(args[(i += 1)]);
    else if (!args[i].startsWith('-')) found.file = args[i];
  }
  return found;
}

function start(path) {
  Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true });
  const folder = statSync(path).isDirectory() ? path : dirname(path);
  const manifest = join(folder, 'package.json');
  const about = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : {};
  if (about.version) app.setVersion(about.version);
  const name = about.productName ?? about.name;
  if (name) app.setName(name);
  app.setAppPath(folder);

  const main = path === folder ? join(folder, about.main ?? 'index.js') : path;
  const isModule = main.endsWith('.mjs') || (main.endsWith('.js') && about.type === 'module');
  if (!isModule) return require(main);
  return import(pathToFileURL(main).href).catch((error) => {
    process.stderr.write(`${error.stack ?? error}\n`);
    app.exit(1);
  });
}
