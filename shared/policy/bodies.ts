import { z } from 'zod';
import { policySchema } from './policy.ts';

export const policySetBody = z.strictObject({ policy: policySchema, source: z.string().max(120).optional() });
