import { cpus, freemem, loadavg, totalmem } from 'node:os';
import type { Result } from './benchmark.ts';

const GIB = 1024 ** 3;

/** What the figures were measured on, and how busy it was with other things. */
export function machine(): Readonly<Record<string, string | number>> {
  const [cpu] = cpus();
  return {
    cpu: cpu?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / GIB),
    freeGiB: Math.round(freemem() / GIB),
    node: process.version,
    load: Number(loadavg()[0]!.toFixed(1)),
  };
}

export function table(results: readonly Result[]): string {
  const rows = results.flatMap((result) => [
    [
      result.name,
      figure(result.value, result.unit),
      figure(result.limit, result.limitUnit),
      `${result.ratio} ×`,
      result.beside,
    ],
    ...(result.p95
      ? [
          [
            '  p95',
            figure(result.p95.value, result.unit),
            figure(result.p95.limit, result.limitUnit),
            `${result.p95.ratio} ×`,
            '',
          ],
        ]
      : []),
  ]);
  const all = [['', 'measured', 'limit', 'takes', 'the limit is'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]!.length)));
  const lines = all.map((row) =>
    row
      .map((cell, i) => (i === 0 || i === 4 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
  const details = results.map(
    ({ name, samples, parts }) =>
      `${name}, ${samples} measured: ${Object.entries(parts)
        .map(([part, value]) => `${part} ${value}`)
        .join(', ')}`,
  );
  const on = Object.entries(machine()).map(([name, value]) => `${name} ${value}`);
  return [...lines, '', ...details, on.join(', ')].join('\n');
}

function figure(value: number, unit: string): string {
  return `${value} ${unit}`;
}
