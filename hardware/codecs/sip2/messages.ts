interface Layout {
  /** Who sends it: a self-check, sorter or gate, or the desk. */
  readonly sender: 'machine' | 'desk';
  /** In this order, right behind the code: `name:width`. */
  readonly fixed: readonly `${string}:${number}`[];
  /** Two-character ids; one with a star may stand more than once. */
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** Every message of SIP2 2.00, by its code. */
export const messages = {
  /** Block patron. */
  '01': {
    sender: 'machine',
    fixed: ['cardRetained:1', 'date:18'],
    required: ['AO', 'AL', 'AA', 'AC'],
    optional: [],
  },
  /** Checkin. */
  '09': {
    sender: 'machine',
    fixed: ['noBlock:1', 'date:18', 'returnDate:18'],
    required: ['AP', 'AO', 'AB', 'AC'],
    optional: ['CH', 'BI'],
  },
  /** Checkin response. */
  '10': {
    sender: 'desk',
    fixed: ['ok:1', 'resensitize:1', 'magneticMedia:1', 'alert:1', 'date:18'],
    required: ['AO', 'AB', 'AQ'],
    optional: ['AJ', 'CL', 'AA', 'CK', 'CH', 'AF', 'AG', 'CR', 'CS', 'CT', 'CV', 'CY', 'DA'],
  },
  /** Checkout. */
  '11': {
    sender: 'machine',
    fixed: ['scRenewalPolicy:1', 'noBlock:1', 'date:18', 'nbDueDate:18'],
    required: ['AO', 'AA', 'AB', 'AC'],
    optional: ['CH', 'AD', 'BO', 'BI'],
  },
  /** Checkout response. */
  '12': {
    sender: 'desk',
    fixed: ['ok:1', 'renewalOk:1', 'magneticMedia:1', 'desensitize:1', 'date:18'],
    required: ['AO', 'AA', 'AB', 'AJ', 'AH'],
    optional: ['BT', 'CI', 'BH', 'BV', 'CK', 'CH', 'BK', 'AF', 'AG'],
  },
  /** Hold. */
  '15': {
    sender: 'machine',
    fixed: ['holdMode:1', 'date:18'],
    required: ['AO', 'AA'],
    optional: ['BW', 'BS', 'BY', 'AD', 'AB', 'AJ', 'AC', 'BO'],
  },
  /** Hold response. */
  '16': {
    sender: 'desk',
    fixed: ['ok:1', 'available:1', 'date:18'],
    required: ['AO', 'AA'],
    optional: ['BW', 'BR', 'BS', 'AB', 'AJ', 'AF', 'AG'],
  },
  /** Item information. */
  '17': { sender: 'machine', fixed: ['date:18'], required: ['AO', 'AB'], optional: ['AC'] },
  /** Item information response. */
  '18': {
    sender: 'desk',
    fixed: ['circStatus:2', 'securityMarker:2', 'feeType:2', 'date:18'],
    required: ['AB', 'AJ'],
    optional: ['CF', 'AH', 'CJ', 'CM', 'BG', 'BH', 'BV', 'CK', 'AQ', 'AP', 'CH', 'AF', 'AG'],
  },
  /** Item status update. */
  '19': { sender: 'machine', fixed: ['date:18'], required: ['AO', 'AB', 'CH'], optional: ['AC'] },
  /** Item status update response. */
  '20': {
    sender: 'desk',
    fixed: ['itemPropsOk:1', 'date:18'],
    required: ['AB'],
    optional: ['AJ', 'CH', 'AF', 'AG'],
  },
  /** Patron status request. */
  '23': {
    sender: 'machine',
    fixed: ['language:3', 'date:18'],
    required: ['AO', 'AA', 'AC', 'AD'],
    optional: [],
  },
  /** Patron status response. */
  '24': {
    sender: 'desk',
    fixed: ['patronStatus:14', 'language:3', 'date:18'],
    required: ['AO', 'AA', 'AE'],
    optional: ['BL', 'CQ', 'BH', 'BV', 'AF', 'AG'],
  },
  /** Patron enable. */
  '25': { sender: 'machine', fixed: ['date:18'], required: ['AO', 'AA'], optional: ['AC', 'AD'] },
  /** Patron enable response. */
  '26': {
    sender: 'desk',
    fixed: ['patronStatus:14', 'language:3', 'date:18'],
    required: ['AO', 'AA', 'AE'],
    optional: ['BL', 'CQ', 'AF', 'AG'],
  },
  /** Renew. */
  '29': {
    sender: 'machine',
    fixed: ['thirdPartyAllowed:1', 'noBlock:1', 'date:18', 'nbDueDate:18'],
    required: ['AO', 'AA'],
    optional: ['AD', 'AB', 'AJ', 'AC', 'CH', 'BO'],
  },
  /** Renew response. */
  '30': {
    sender: 'desk',
    fixed: ['ok:1', 'renewalOk:1', 'magneticMedia:1', 'desensitize:1', 'date:18'],
    required: ['AO', 'AA', 'AB', 'AJ', 'AH'],
    optional: ['BT', 'CI', 'BH', 'BV', 'CK', 'CH', 'BK', 'AF', 'AG'],
  },
  /** End patron session. */
  '35': { sender: 'machine', fixed: ['date:18'], required: ['AO', 'AA'], optional: ['AC', 'AD'] },
  /** End session response. */
  '36': {
    sender: 'desk',
    fixed: ['endSession:1', 'date:18'],
    required: ['AO', 'AA'],
    optional: ['AF', 'AG'],
  },
  /** Fee paid. */
  '37': {
    sender: 'machine',
    fixed: ['date:18', 'feeType:2', 'paymentType:2', 'currency:3'],
    required: ['BV', 'AO', 'AA'],
    optional: ['AC', 'AD', 'CG', 'BK'],
  },
  /** Fee paid response. */
  '38': {
    sender: 'desk',
    fixed: ['paymentAccepted:1', 'date:18'],
    required: ['AO', 'AA'],
    optional: ['BK', 'AF', 'AG'],
  },
  /** Patron information. */
  '63': {
    sender: 'machine',
    fixed: ['language:3', 'date:18', 'summary:10'],
    required: ['AO', 'AA'],
    optional: ['AC', 'AD', 'BP', 'BQ'],
  },
  /** Patron information response. */
  '64': {
    sender: 'desk',
    fixed: [
      'patronStatus:14',
      'language:3',
      'date:18',
      'holdCount:4',
      'overdueCount:4',
      'chargedCount:4',
      'fineCount:4',
      'recallCount:4',
      'unavailHoldCount:4',
    ],
    required: ['AO', 'AA', 'AE'],
    optional: [
      'BZ',
      'CA',
      'CB',
      'BL',
      'CQ',
      'BH',
      'BV',
      'CC',
      'AS*',
      'AT*',
      'AU*',
      'AV*',
      'BU*',
      'CD*',
      'BD',
      'BE',
      'BF',
      'AF',
      'AG',
    ],
  },
  /** Renew all. */
  '65': { sender: 'machine', fixed: ['date:18'], required: ['AO', 'AA'], optional: ['AD', 'AC', 'BO'] },
  /** Renew all response. */
  '66': {
    sender: 'desk',
    fixed: ['ok:1', 'renewedCount:4', 'unrenewedCount:4', 'date:18'],
    required: ['AO'],
    optional: ['BM*', 'BN*', 'AF', 'AG'],
  },
  /** Login. */
  '93': { sender: 'machine', fixed: ['uidAlg:1', 'pwdAlg:1'], required: ['CN', 'CO'], optional: ['CP'] },
  /** Login response. */
  '94': { sender: 'desk', fixed: ['ok:1'], required: [], optional: [] },
  /** Request resend by the desk. */
  '96': { sender: 'desk', fixed: [], required: [], optional: [] },
  /** Request resend by the machine. */
  '97': { sender: 'machine', fixed: [], required: [], optional: [] },
  /** Status of the desk. */
  '98': {
    sender: 'desk',
    fixed: [
      'online:1',
      'checkinOk:1',
      'checkoutOk:1',
      'acsRenewalPolicy:1',
      'statusUpdateOk:1',
      'offlineOk:1',
      'timeoutPeriod:3',
      'retriesAllowed:3',
      'dateTimeSync:18',
      'protocolVersion:4',
    ],
    required: ['AO', 'BX'],
    optional: ['AM', 'AN', 'AF', 'AG'],
  },
  /** Status of the machine. */
  '99': {
    sender: 'machine',
    fixed: ['status:1', 'maxPrintWidth:3', 'protocolVersion:4'],
    required: [],
    optional: [],
  },
} as const satisfies Readonly<Record<string, Layout>>;

export type Code = keyof typeof messages;

type Of<C extends Code, K extends keyof Layout> = (typeof messages)[C][K] extends readonly (infer E)[]
  ? E
  : never;
type Once<F> = F extends `${string}*` ? never : F & string;
type Often<F> = F extends `${infer Id}*` ? Id : never;
type NameOf<F> = F extends `${infer Name}:${number}` ? Name : never;

/** As they stand on the line, each as wide as its layout says. */
type Fixed<C extends Code> = { readonly [N in NameOf<Of<C, 'fixed'>>]: string };

type Required<C extends Code> = { readonly [Id in Once<Of<C, 'required'>>]: string };
type Optional<C extends Code> = { readonly [Id in Once<Of<C, 'optional'>>]?: string | undefined } & {
  readonly [Id in Often<Of<C, 'optional'>>]?: readonly string[] | undefined;
};

/** A message as it is to be sent: whole. */
interface Message<C extends Code = Code> {
  readonly code: C;
  readonly fixed: Fixed<C>;
  readonly fields: Required<C> & Optional<C>;
}

/** A message as it came: any field may be missing. */
export interface Received<C extends Code = Code> {
  readonly code: C;
  readonly fixed: Fixed<C>;
  readonly fields: Partial<Required<C>> & Optional<C>;
}

/** One of them, told apart by its code. */
export type AnyReceived = { readonly [C in Code]: Received<C> }[Code];
export type AnyMessage = { readonly [C in Code]: Message<C> }[Code];

/** What a machine may ask. */
export type RequestCode = {
  readonly [C in Code]: (typeof messages)[C]['sender'] extends 'machine' ? C : never;
}[Code];

export function isCode(text: string): text is Code {
  return Object.hasOwn(messages, text);
}

/** Names and widths of the fixed fields, in order. */
export function fixedFieldsOf(code: Code): readonly (readonly [name: string, width: number])[] {
  return messages[code].fixed.map((field) => {
    const [name, width] = field.split(':');
    return [name!, Number(width)];
  });
}

/** Ids of the variable fields in the order in which they are sent, and whether each may stand more than once. */
export function variableFieldsOf(code: Code): ReadonlyMap<string, 'once' | 'often'> {
  const { required, optional }: Layout = messages[code];
  return new Map(
    [...required, ...optional].map((id) => (id.endsWith('*') ? [id.slice(0, -1), 'often'] : [id, 'once'])),
  );
}
