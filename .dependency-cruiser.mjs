/**
 * Imports run one way. A rule names the place it guards, then everything that place may reach.
 * Types count: `import type` binds two files just as well. Tests beside sources may reach for anything they test with.
 */
const ours = '^(shared|desktop|sync-server|hardware|installers|test)/';
const tests = '[.]test[.]tsx?$';

/** `place` may import of our own only what matches one of `allowed`. */
function reaches(name, place, allowed, except = []) {
  return {
    name,
    severity: 'error',
    from: { path: place, pathNot: [tests, ...except] },
    to: { path: ours, pathNot: allowed },
  };
}

function without(name, place, to) {
  return { name, severity: 'error', from: { path: place, pathNot: tests }, to };
}

const builtin = { dependencyTypes: ['core'] };
const electron = { path: '(^|/)node_modules/electron/|^electron$' };

const roots = ['^desktop/main/', '^desktop/headless[.]ts$', '^sync-server/(server|[^/]*main[^/]*)[.]ts$'];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },

    reaches('shared-imports-nothing-of-ours', '^shared/', ['^shared/']),
    without('shared-has-no-node', '^shared/', builtin),

    reaches('core-knows-ports', '^desktop/core/', [
      '^desktop/(core|contract)/',
      '^shared/',
      '^hardware/(ports|codecs)/',
    ]),
    without('core-has-no-node', '^desktop/core/', builtin),
    reaches('adapters-serve-core', '^desktop/adapters/', ['^desktop/(adapters|core)/', '^shared/']),
    reaches('contract-stands-alone', '^desktop/contract/', ['^desktop/contract/', '^shared/']),
    without('contract-has-no-node', '^desktop/contract/', builtin),
    reaches('preload-exposes-the-contract', '^desktop/preload/', ['^desktop/(preload|contract)/']),
    reaches('renderer-sees-the-contract', '^desktop/renderer/', [
      '^desktop/(renderer|contract)/',
      '^shared/',
      '^hardware/codecs/',
    ]),
    without('renderer-has-no-node', '^desktop/renderer/', builtin),
    reaches('desktop-apart-from-server', '^desktop/', ['^(desktop|shared|hardware)/']),
    reaches('server-apart-from-desktop', '^sync-server/', ['^(sync-server|shared)/']),
    reaches('hardware-apart', '^hardware/', ['^(hardware|shared)/']),
    reaches('codecs-and-ports-are-pure', '^hardware/(codecs|ports)/', [
      '^hardware/(codecs|ports)/',
      '^shared/',
    ]),
    without('codecs-and-ports-have-no-node', '^hardware/(codecs|ports)/', builtin),

    {
      name: 'electron-in-main-and-preload',
      severity: 'error',
      comment: 'The third place is what `electron <path>` runs: it lies inside Electron itself.',
      from: {
        pathNot: ['^desktop/(main|preload)/', '^installers/setup/electron-runtime/', '^node_modules/'],
      },
      to: electron,
    },
    {
      name: 'only-roots-join',
      comment:
        'Adapters and composition roots are put together by composition roots, the command line and tests.',
      severity: 'error',
      from: { path: ours, pathNot: [...roots, '^desktop/adapters/', '^installers/cli/', '^test/', tests] },
      to: { path: ['^desktop/adapters/', ...roots] },
    },
    {
      name: 'nobody-imports-tests',
      severity: 'error',
      from: { path: ours, pathNot: ['^test/', '^installers/cli/', tests] },
      to: { path: ['^test/', tests] },
    },
    reaches('installers-at-the-end', '^(shared|desktop|sync-server|hardware)/', [
      '^(shared|desktop|sync-server|hardware|test)/',
    ]),
  ],
  options: {
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)dist/', '[.]css$'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.cjs', '.js', '.json'],
    },
  },
};
