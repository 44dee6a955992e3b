/** Milliseconds since 1970-01-01T00:00Z. Always handed in: nothing in `shared` reads a clock. */
export type Instant = number;

/** `YYYY-MM-DD`, a day in a library's own time zone. */
export type LocalDate = string;
