import type { Mutation } from './mutation.ts';
import { mutationsOfFolding } from './mutations-of-folding.ts';
import { mutationsOfKeeping } from './mutations-of-keeping.ts';
import { mutationsOfMoneyAndDeciding } from './mutations-of-deciding.ts';
import { mutationsOfTills } from './mutations-of-tills.ts';

export const mutations: readonly Mutation[] = [
  ...mutationsOfFolding,
  ...mutationsOfKeeping,
  ...mutationsOfMoneyAndDeciding,
  ...mutationsOfTills,
];
