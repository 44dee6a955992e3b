import { z } from 'zod';
import { patronIdSchema } from '../circulation/bodies.ts';

/** Rule N1: the id is made from the cause, so that nothing is sent twice. */
const noticeSchema = z.strictObject({
  patron: patronIdSchema,
  /** `<kind>:<cause>:<step>` */
  notice: z.string().min(3).max(200),
  way: z.enum(['email', 'app', 'sms', 'letter', 'call-list']),
});

export const noticeSentBody = noticeSchema;
export const noticeFailedBody = noticeSchema.extend({ code: z.string().max(40) });
export const noticePrintedBody = noticeSchema;
