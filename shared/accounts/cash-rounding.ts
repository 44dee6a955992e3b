/** Rule M8: cents to the nearest five, as cash is handed over; the same both ways. */
export function roundToFiveCents(cents: number): number {
  return Math.sign(cents) * Math.round(Math.abs(cents) / 5) * 5 || 0;
}
