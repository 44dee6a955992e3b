import { type ExceptionKind, exceptions } from '../exceptions/registry.ts';
import { mayAnswer } from '../exceptions/worklist.ts';
import { objection, type Outcome, outcome } from './outcome.ts';

/** An exception as it is known at a desk; null where it is not. */
export type KnownException = { readonly settled: boolean } | null;

/** Settling what a person had to find out (E4), with one of the answers that the registry offers for its kind. */
export function decideSettling(exception: string, answer: string, known: KnownException): Outcome {
  const kind = /^exception:([^:]+):/.exec(exception)?.[1] ?? '';
  const isOffered = Object.hasOwn(exceptions, kind) && mayAnswer(kind as ExceptionKind, answer);
  const objections = [
    ...(known ? [] : [objection('exception-unknown')]),
    ...(known?.settled ? [objection('settled-already')] : []),
    ...(isOffered ? [] : [objection('answer-unknown', { answer })]),
  ];
  return outcome(objections, () => [{ kind: 'exception.settle', body: { exception, answer }, after: [] }]);
}
