/** A library's clock: an IANA time zone. */
export type Zone = {
  /** The moment (epoch ms) of a local clock time; a time that a clock change skips is read as after it. */
  moment(date: string, hours: number, minutes: number, seconds: number): number;
  /** `YYYY-MM-DD` of a moment. */
  date(at: number): string;
};

/** Throws RangeError for a name that is no time zone. */
export function createZone(timeZone: string): Zone {
  const format = new Intl.DateTimeFormat('en-u-ca-gregory', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });

  function offsetAt(at: number): number {
    const parts = new Map<string, number>(
      format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
    );
    const part = (type: string) => parts.get(type) ?? 0;
    const local = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
    return local - Math.floor(at / 1000) * 1000;
  }

  return {
    moment(date, hours, minutes, seconds) {
      const asUtc = utcMoment(date, hours, minutes, seconds);
      return asUtc - offsetAt(asUtc - offsetAt(asUtc));
    },
    date: (at) => new Date(at + offsetAt(at)).toISOString().slice(0, 10),
  };
}

export function utcMoment(date: string, hours: number, minutes: number, seconds: number): number {
  return Date.parse(`${date}T00:00:00Z`) + ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
