// A cell's value as plain data that survives `postMessage`, without loss. The Delta type beside it tells how to read it.

/**
 * | Delta type                    | value                                             |
 * |-------------------------------|---------------------------------------------------|
 * | any                           | `null`                                            |
 * | boolean                       | boolean                                           |
 * | byte, short, integer          | number                                            |
 * | long                          | bigint                                            |
 * | float, double                 | number (NaN, infinities and -0 kept)              |
 * | decimal(p,s)                  | string, exactly s digits after the point          |
 * | string                        | string                                            |
 * | binary                        | Uint8Array                                        |
 * | date                          | number, days since 1970-01-01 (proleptic)         |
 * | timestamp, timestamp_ntz      | bigint, microseconds since 1970-01-01 (UTC, or the wall clock for ntz) |
 * | variant                       | string, its JSON text as Spark's to_json gives it: fields by name, decimals plain and without zeros at the end, floats as Java prints them, times and binary as text; the variant's own null is `"null"` |
 * | interval year to month, day to second | string, the SQL literal over all its fields: `INTERVAL '1-2' YEAR TO MONTH` |
 * | struct                        | array, one value per field in the type's order    |
 * | array                         | array                                             |
 * | map                           | array of [key, value] pairs                       |
 */
export type Value = null | boolean | number | bigint | string | Uint8Array | readonly Value[];
