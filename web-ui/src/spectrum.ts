/** Arithmetic for showing a spectrum beside a library record. */

export type Values = (number | null)[];

/**
 * The factor that brings a record nearest to a measurement, by least squares over the bands that both have: grain size
 * and shade change the brightness of a rock, not the places of its absorptions. 1 where there is nothing to compare.
 */
export function brightnessFactor(record: Values, measured: Values): number {
  let both = 0;
  let own = 0;
  record.forEach((value, band) => {
    const other = measured[band];
    if (value !== null && other !== null && other !== undefined) {
      both += value * other;
      own += value * value;
    }
  });
  return both > 0 && own > 0 ? both / own : 1;
}

/** Every value times the factor; what is missing stays missing. */
export function scaled(values: Values, factor: number): Values {
  return values.map((value) => (value === null ? null : value * factor));
}
