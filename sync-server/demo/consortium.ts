/** The three library organisations of the demo. Places, libraries and ISILs are invented. */

export interface Library {
  readonly code: string;
  readonly isil: string;
  readonly name: string;
  /** Digits 2 to 5 of its barcodes. */
  readonly institution: string;
  readonly phone: string;
  /** Share of the items and the patrons. */
  readonly weight: number;
}

export interface Branch {
  readonly code: string;
  readonly name: string;
  readonly library: Library;
  readonly kind: 'branch' | 'sub-branch' | 'bookmobile';
  readonly parent: string;
  readonly city: string;
  /** The digits of the city's postcodes; letters with Q, which no Dutch postcode has. */
  readonly postcode: number;
  readonly phone: string;
  readonly weight: number;
  readonly hours: Hours;
}

/** Opens and closes per weekday, Monday first; null is closed. */
type Hours = readonly (readonly [opens: string, closes: string] | null)[];

const day = ['10:00:00', '17:30:00'] as const;
const long = ['10:00:00', '20:00:00'] as const;
const saturday = ['10:00:00', '16:00:00'] as const;
const afternoon = ['13:00:00', '17:30:00'] as const;
const evening = ['13:00:00', '20:00:00'] as const;

const MAIN: Hours = [null, day, day, long, day, saturday, null];
const DISTRICT: Hours = [null, day, day, day, evening, saturday, null];
const VILLAGE: Hours = [
  null,
  afternoon,
  ['10:00:00', '17:30:00'],
  afternoon,
  afternoon,
  ['10:00:00', '13:00:00'],
  null,
];
const BOOKMOBILE: Hours = [
  null,
  ['13:30:00', '16:30:00'],
  ['12:30:00', '17:00:00'],
  ['13:30:00', '16:30:00'],
  afternoon,
  null,
  null,
];

const wilgendam: Library = {
  code: 'WILG',
  isil: 'NL-0999000011',
  name: 'Bibliotheek Wilgendam',
  institution: '9011',
  phone: '0600000110',
  weight: 5,
};
const heidewolde: Library = {
  code: 'HEID',
  isil: 'NL-0999000022',
  name: 'Bibliotheek Heidewolde',
  institution: '9022',
  phone: '0600000220',
  weight: 3,
};
const fjildum: Library = {
  code: 'FJIL',
  isil: 'NL-0999000033',
  name: 'Biblioteek Fjildum',
  institution: '9033',
  phone: '0600000330',
  weight: 2,
};

export const LIBRARIES: readonly Library[] = [wilgendam, heidewolde, fjildum];

export const BRANCHES: readonly Branch[] = [
  branch(wilgendam, 'CENT', 'Wilgendam Centrum', 'branch', 'Wilgendam', 3381, 5, MAIN),
  branch(wilgendam, 'OOST', 'Wilgendam Oosterkwartier', 'branch', 'Wilgendam', 3384, 3, DISTRICT),
  branch(wilgendam, 'MOLE', 'Molenbuurt', 'branch', 'Molenbuurt', 3387, 2, VILLAGE),
  branch(
    wilgendam,
    'BUS',
    'Bibliobus Wilgendam',
    'bookmobile',
    'Rietwaard',
    3389,
    1,
    BOOKMOBILE,
    'WILG-CENT',
  ),
  branch(heidewolde, 'HFD', 'Heidewolde Hoofdvestiging', 'branch', 'Heidewolde', 7621, 4, MAIN),
  branch(heidewolde, 'VEEN', 'Zwarteveld', 'branch', 'Zwarteveld', 7624, 2, DISTRICT),
  branch(heidewolde, 'ESCH', 'Oude Esch', 'sub-branch', 'Oude Esch', 7626, 1, VILLAGE, 'HEID-HFD'),
  branch(fjildum, 'MAIN', 'Fjildum', 'branch', 'Fjildum', 8931, 3, MAIN),
  branch(fjildum, 'WARD', 'Nijewarden', 'branch', 'Nijewarden', 8934, 2, VILLAGE),
];

function branch(
  library: Library,
  suffix: string,
  name: string,
  kind: Branch['kind'],
  city: string,
  postcode: number,
  weight: number,
  hours: Hours,
  parent = library.code,
): Branch {
  const code = `${library.code}-${suffix}`;
  return {
    code,
    name,
    library,
    kind,
    parent,
    city,
    postcode,
    phone: `${library.phone.slice(0, 6)}${postcode}`,
    weight,
    hours,
  };
}

export interface DemoStaff {
  readonly id: string;
  readonly name: string;
  readonly pin: string;
  readonly library: string;
  /** May lend past a block, with a reason (rule D2). */
  readonly mayOverride: boolean;
}

/** The same two sign-ins at every library; plainly no persons, and never for a real library. */
export function demoStaff(): DemoStaff[] {
  return LIBRARIES.flatMap((library) => [
    {
      id: 'demo-medewerker',
      name: 'Demo medewerker',
      pin: '1234',
      library: library.code,
      mayOverride: false,
    },
    { id: 'demo-senior', name: 'Demo senior', pin: '4321', library: library.code, mayOverride: true },
  ]);
}
