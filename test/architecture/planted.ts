/** A file with a fault in it, and what has to be said about it by each tool. What is not named must not be said. */
interface Planted {
  readonly text: string;
  /** Rules of the import checker. */
  readonly imports?: readonly string[];
  /** Rules of eslint. */
  readonly lint?: readonly string[];
  /** Names that the compiler must not know in this place. */
  readonly unknown?: readonly string[];
}

const take = (path: string): string => `import { thing as its } from '${path}';\nexport const mine = its;\n`;
const takeType = (path: string): string =>
  `import type { Thing as Its } from '${path}';\nexport type Mine = Its;\n`;
const thing = 'export const thing = 1;\nexport type Thing = number;\n';

/** Places that import what they may: no tool may say a word about them. */
export const sound: Readonly<Record<string, string>> = {
  'shared/loans/thing.ts': thing,
  'shared/loans/intl.ts':
    "export const day = (at: number): string => new Intl.DateTimeFormat('nl').format(at);\n",
  'hardware/ports/thing.ts': thing,
  'hardware/codecs/thing.ts': thing,
  'hardware/devices/thing.ts':
    take('node:fs').replaceAll('thing', 'statSync') + 'export type Thing = number;\n',
  'hardware/devices/tsconfig.json':
    '{ "extends": "../../tsconfig.base.json", "compilerOptions": { "types": ["node"] } }\n',
  'desktop/contract/thing.ts': takeType('@balie/shared/loans/thing.ts') + thing,
  'desktop/core/thing.ts': take('../contract/thing.ts') + thing,
  'desktop/core/port-user.ts': takeType('@balie/hardware/ports/thing.ts'),
  'desktop/core/codec-user.ts': take('@balie/hardware/codecs/thing.ts'),
  'desktop/adapters/thing.ts':
    takeType('../core/thing.ts') + take('node:fs').replaceAll('thing', 'statSync') + thing,
  'desktop/preload/thing.ts': take('../contract/thing.ts') + thing,
  'desktop/renderer/thing.ts': take('@balie/hardware/codecs/thing.ts') + thing,
  'desktop/main/main.ts': take('../adapters/thing.ts') + thing,
  'desktop/headless.ts': take('./adapters/thing.ts') + thing,
  'sync-server/api/thing.ts': takeType('@balie/shared/loans/thing.ts') + thing,
  'sync-server/server.ts': take('./api/thing.ts') + thing,
  'installers/cli/start.ts':
    take('@balie/sync-server/server.ts') + takeType('@balie/test/simulation/thing.ts') + thing,
  'test/simulation/thing.ts': take('@balie/desktop/adapters/thing.ts') + thing,
};

export const planted: Readonly<Record<string, Planted>> = {
  // Imports run one way.
  'shared/bad/of-ours.ts': {
    text: take('@balie/hardware/codecs/thing.ts'),
    imports: ['shared-imports-nothing-of-ours'],
  },
  'shared/bad/of-ours-type.ts': {
    text: takeType('@balie/hardware/codecs/thing.ts'),
    imports: ['shared-imports-nothing-of-ours'],
  },
  'shared/bad/node.ts': {
    text: "import { join } from 'node:path';\nexport const mine = join;\n",
    imports: ['shared-has-no-node'],
    unknown: ['node:path'],
  },
  'shared/bad/circle.ts': {
    text: "import type { Back } from './circle-back.ts';\nexport type Circle = Back | null;\n",
  },
  'shared/bad/circle-back.ts': {
    text: "import type { Circle } from './circle.ts';\nexport type Back = Circle[];\n",
    imports: ['no-circles'],
  },
  'shared/bad/nowhere.ts': {
    text: take('./is-not-there.ts'),
    imports: ['everything-resolves'],
    unknown: ['./is-not-there.ts'],
  },
  'desktop/core/bad/adapter.ts': {
    text: take('../../adapters/thing.ts'),
    imports: ['core-knows-ports', 'only-roots-join'],
  },
  'desktop/core/bad/adapter-type.ts': {
    text: takeType('../../adapters/thing.ts'),
    imports: ['core-knows-ports', 'only-roots-join'],
  },
  'desktop/core/bad/device.ts': {
    text: takeType('@balie/hardware/devices/thing.ts'),
    imports: ['core-knows-ports'],
  },
  'desktop/core/bad/node.ts': {
    text: "import { join } from 'node:path';\nexport const mine = join;\n",
    imports: ['core-has-no-node'],
    unknown: ['node:path'],
  },
  'desktop/adapters/bad/screen.ts': {
    text: takeType('../../renderer/thing.ts'),
    imports: ['adapters-serve-core'],
  },
  'desktop/contract/bad/screen.ts': {
    text: takeType('../../renderer/thing.ts'),
    imports: ['contract-stands-alone'],
  },
  'desktop/contract/bad/node.ts': {
    text: "import { join } from 'node:path';\nexport const mine = join;\n",
    imports: ['contract-has-no-node'],
    unknown: ['node:path'],
  },
  'desktop/preload/bad/core.ts': {
    text: takeType('../../core/thing.ts'),
    imports: ['preload-exposes-the-contract'],
  },
  'desktop/renderer/bad/core.ts': {
    text: takeType('../../core/thing.ts'),
    imports: ['renderer-sees-the-contract'],
  },
  'desktop/renderer/bad/node.ts': {
    text: "import { join } from 'node:path';\nexport const mine = join;\n",
    imports: ['renderer-has-no-node'],
    unknown: ['node:path'],
  },
  'desktop/adapters/bad/electron.ts': {
    text: "import type { App } from 'electron';\nexport type Mine = App;\n",
    imports: ['electron-in-main-and-preload'],
  },
  'desktop/main/bad/server.ts': {
    text: takeType('@balie/sync-server/api/thing.ts'),
    imports: ['desktop-apart-from-server'],
  },
  'sync-server/api/bad/desk.ts': {
    text: takeType('@balie/desktop/core/thing.ts'),
    imports: ['server-apart-from-desktop'],
  },
  'sync-server/api/bad/root.ts': { text: takeType('../../server.ts'), imports: ['only-roots-join'] },
  'sync-server/api/bad/installer.ts': {
    text: takeType('@balie/installers/cli/start.ts'),
    imports: ['installers-at-the-end', 'server-apart-from-desktop'],
  },
  'hardware/devices/bad/desk.ts': {
    text: takeType('@balie/desktop/core/thing.ts'),
    imports: ['hardware-apart'],
  },
  'hardware/codecs/bad/device.ts': {
    text: takeType('../../devices/thing.ts'),
    imports: ['codecs-and-ports-are-pure'],
  },
  'hardware/codecs/bad/node.ts': {
    text: "import { join } from 'node:path';\nexport const mine = join;\n",
    imports: ['codecs-and-ports-have-no-node'],
    unknown: ['node:path'],
  },
  'installers/build/bad-test.ts': {
    text: takeType('@balie/test/simulation/thing.ts'),
    imports: ['nobody-imports-tests'],
  },

  // shared/ is pure.
  'shared/bad/date.ts': {
    text: 'export const mine = new Date(5).getTime();\n',
    lint: ['no-restricted-globals'],
  },
  'shared/bad/date-now.ts': { text: 'export const mine = Date.now();\n', lint: ['no-restricted-globals'] },
  'shared/bad/date-utc.ts': {
    text: 'export const mine = Date.UTC(2026, 1);\n',
    lint: ['no-restricted-globals'],
  },
  'shared/bad/chance.ts': {
    text: 'export const mine = Math.random();\n',
    lint: ['no-restricted-properties'],
  },
  'shared/bad/chance-taken.ts': {
    text: 'const { random } = Math;\nexport const mine = random;\n',
    lint: ['no-restricted-properties'],
  },
  'shared/bad/crypto.ts': {
    text: 'export const mine = crypto.randomUUID();\n',
    lint: ['no-restricted-globals'],
    unknown: ['crypto'],
  },
  'shared/bad/global.ts': { text: 'export const mine = globalThis;\n', lint: ['no-restricted-globals'] },
  'shared/bad/timer.ts': {
    text: 'export const mine = setTimeout(() => 1, 5);\n',
    lint: ['no-restricted-globals'],
    unknown: ['setTimeout'],
  },
  'shared/bad/process.ts': {
    text: 'export const mine = process.env;\n',
    lint: ['no-restricted-globals'],
    unknown: ['process'],
  },
  'shared/bad/page.ts': {
    text: 'export const mine = document.title;\n',
    lint: ['no-restricted-globals'],
    unknown: ['document'],
  },
  'shared/bad/present.ts': {
    text: "export const mine = new Intl.DateTimeFormat('nl').format();\n",
    lint: ['no-restricted-syntax'],
  },
  'shared/bad/machine-locale.ts': {
    text: "export const mine = 'a'.localeCompare('b');\n",
    lint: ['no-restricted-syntax'],
  },
  'shared/bad/excused.ts': {
    text: '// eslint-disable-next-line no-restricted-globals\nexport const mine = Date.now();\n',
    lint: ['no-restricted-globals'],
  },
  'desktop/core/bad/timer.ts': {
    text: 'export const mine = setTimeout(() => 1, 5);\n',
    unknown: ['setTimeout'],
  },
  'desktop/renderer/bad/process.ts': { text: 'export const mine = process.env;\n', unknown: ['process'] },

  // Code that hides its faults, or grows beyond reading.
  'sync-server/api/bad/floating.ts': {
    text: 'const later = async () => 1;\nexport const mine = () => {\n  later();\n};\n',
    lint: ['@typescript-eslint/no-floating-promises'],
  },
  'sync-server/api/bad/misused.ts': {
    text: 'const later = async () => true;\nexport const mine = () => (later() ? 1 : 2);\n',
    lint: ['@typescript-eslint/no-misused-promises'],
  },
  'sync-server/api/bad/silent.ts': {
    text: "export const mine = () => {\n  try {\n    return JSON.parse('');\n  } catch {}\n};\n",
    lint: ['no-empty'],
  },
  'sync-server/api/bad/long.ts': {
    text: Array.from({ length: 401 }, (_, line) => `export const line${line} = ${line};\n`).join(''),
    lint: ['max-lines'],
  },
};
