import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule, TestRunEndReason } from 'vitest/node';

export interface Summary {
  passed: number;
  failed: number;
  skipped: number;
  reasons: string[];
}

/** Counts a run for `npm test`, in the file named by BALIE_TEST_SUMMARY. What could not even be loaded has failed. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    const summary: Summary = { passed: 0, failed: errors.length, skipped: 0, reasons: [] };
    for (const module of modules) count(module, summary);
    if (reason !== 'passed' && summary.failed === 0) summary.failed = 1;
    const file = process.env['BALIE_TEST_SUMMARY'];
    if (file !== undefined) writeFileSync(file, JSON.stringify(summary));
  }
}

function count(module: TestModule, summary: Summary): void {
  const suites = [...module.children.allSuites()];
  summary.failed += module.errors().length + suites.reduce((sum, suite) => sum + suite.errors().length, 0);
  for (const test of module.children.allTests()) {
    const result = test.result();
    if (result.state === 'passed') summary.passed += 1;
    else if (result.state === 'skipped') {
      summary.skipped += 1;
      summary.reasons.push(result.note === undefined ? whole(test) : `${test.fullName}: ${result.note}`);
    } else summary.failed += 1;
  }
}

/** Without a note of its own a test was skipped with its suite, whose title says what it needs. */
function whole(test: TestCase): string {
  const { parent } = test;
  return parent.type === 'suite' ? parent.fullName : test.fullName;
}
