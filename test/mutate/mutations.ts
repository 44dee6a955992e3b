import type { Mutation } from './mutation.ts';
import { mutationsOfFolding } from './mutations-of-folding.ts';
import { mutationsOfMoneyAndDeciding } from './mutations-of-deciding.ts';

export const mutations: readonly Mutation[] = [...mutationsOfFolding, ...mutationsOfMoneyAndDeciding];
