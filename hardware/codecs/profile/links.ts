import { z } from 'zod';
import { lineEndShape, wedgeShape } from '../barcode/code-settings.ts';
import { fault } from './profile-problem.ts';

const textSchema = z.string().min(1).max(300);
const pageSchema = z.enum(['A4', '80mm']).default('A4');
const portSchema = z.int().min(1).max(65_535);

interface SerialDefaults {
  readonly baudRate: number;
  readonly parity: 'none' | 'even' | 'odd';
}

/** A serial line with what its device has when nobody changed it; parity and speed of all devices here, 8 data bits, 1 stop bit. */
function serialShape({ baudRate, parity }: SerialDefaults) {
  return {
    kind: z.literal('serial'),
    /** As the system names it: `COM3`, `/dev/serial/by-id/...`. */
    path: textSchema,
    baudRate: z.int().min(300).max(921_600).default(baudRate),
    dataBits: z.union([z.literal(7), z.literal(8)]).default(8),
    parity: z.enum(['none', 'even', 'odd']).default(parity),
    stopBits: z.union([z.literal(1), z.literal(2)]).default(1),
  };
}

function tcpShape(port: number | null) {
  return {
    kind: z.literal('tcp'),
    host: textSchema,
    port: port === null ? portSchema : portSchema.default(port),
  };
}

const hexIdSchema = z
  .string()
  .regex(/^[0-9A-Fa-f]{4}$/, fault('not-hex'))
  .transform((digits) => Number.parseInt(digits, 16));

const hidLinkSchema = z.strictObject({
  kind: z.literal('hid'),
  vendorId: hexIdSchema,
  productId: hexIdSchema.optional(),
  serialNumber: textSchema.optional(),
  path: textSchema.optional(),
});

const keyboardLinkSchema = z
  .strictObject({ kind: z.literal('keyboard'), ...wedgeShape })
  .refine(({ quick, divide }) => divide > quick, {
    path: ['divide'],
    error: fault('divide-not-longer'),
  });

const plain = { baudRate: 9600, parity: 'none' } as const;

export const scannerLinkSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...serialShape(plain), ...lineEndShape }),
  z.strictObject({ ...tcpShape(null), ...lineEndShape }),
  hidLinkSchema,
  keyboardLinkSchema,
]);

export const feigLinkSchema = z.discriminatedUnion('kind', [
  z.strictObject(serialShape({ baudRate: 38_400, parity: 'even' })),
  z.strictObject(tcpShape(10_001)),
]);

export const threeMLinkSchema = z.discriminatedUnion('kind', [
  z.strictObject(serialShape({ baudRate: 19_200, parity: 'none' })),
]);

export const printerLinkSchema = z.discriminatedUnion('kind', [
  z.strictObject(tcpShape(9100)),
  z.strictObject(serialShape(plain)),
  /** A device file of the system, like `/dev/usb/lp0`. */
  z.strictObject({ kind: z.literal('file'), path: textSchema }),
  /** A printer of the operating system, its default one without a name. It prints pages and says no more than that it took one. */
  z.strictObject({ kind: z.literal('system'), paper: pageSchema, name: textSchema.optional() }),
  /** Each receipt as a PDF file in this folder. */
  z.strictObject({ kind: z.literal('pdf'), paper: pageSchema, folder: textSchema }),
]);
