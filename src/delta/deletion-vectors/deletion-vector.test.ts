import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frameVector, writeVector } from "#testing/deletion-vectors.ts";
import { decodeBase85 } from "./base85.ts";
import { crc32 } from "./crc32.ts";
import { countDeletedBelow, deletedCount, isDeleted, liveRuns, positionOfLiveRow } from "./deleted-rows.ts";
import { checkFileVersion, checkWithinFile, parseVector, placeOfVector, unwrapVector } from "./deletion-vector.ts";
import { parseRoaring } from "./roaring.ts";

const dataFile = "part-0.parquet";

function markedBelow(rows: ReturnType<typeof parseRoaring>, end: number): number[] {
  return Array.from({ length: end }, (_, row) => row).filter((row) => isDeleted(rows, row));
}

describe("inline vectors", () => {
  const rows = [3, 4, 7, 11, 18, 29];

  it.each([
    // delta-kernel-rs, kernel/src/actions/deletion_vector.rs: an inline vector and the rows it marks.
    ["the portable layout", "^Bg9^0rr910000000000iXQKl0rr91000f55c8Xg0@@D72lkbi5=-{L", 44],
    // PROTOCOL.md, JSON Example 3: the native layout in big-endian order.
    ["the protocol's own example", "wi5b=000010000siXQKl0rr91000f55c8Xg0@@D72lkbi5=-{L", 40],
  ])("reads %s", (_name, pathOrInlineDv, sizeInBytes) => {
    const descriptor = { storageType: "i", pathOrInlineDv, sizeInBytes, cardinality: 6 };
    const place = placeOfVector(descriptor, dataFile);
    if (place.kind !== "inline") throw new Error(`placed in a ${place.kind}`);
    expect(markedBelow(parseVector(place.data, descriptor, dataFile), 40)).toEqual(rows);
  });
});

describe("placeOfVector", () => {
  const base = { sizeInBytes: 36, cardinality: 2 };

  it.each([
    // PROTOCOL.md, JSON Example 1.
    [
      "a UUID with a folder",
      "u",
      "ab^-aqEH.-t@S}K{vb[*k^",
      4,
      "ab/deletion_vector_d2c639aa-8816-431a-aaf6-d3fe2512ff61.bin",
      4,
    ],
    [
      "a UUID alone",
      "u",
      "^-aqEH.-t@S}K{vb[*k^",
      undefined,
      "deletion_vector_d2c639aa-8816-431a-aaf6-d3fe2512ff61.bin",
      1,
    ],
    ["a path with escapes", "p", "dv%20s/a%25b.bin", 0, "dv s/a%b.bin", 0],
  ])("finds %s", (_name, storageType, pathOrInlineDv, offset, key, start) => {
    const descriptor = { storageType, pathOrInlineDv, ...base, ...(offset === undefined ? {} : { offset }) };
    const path = { kind: "relative", key };
    expect(placeOfVector(descriptor, dataFile)).toEqual({ kind: "file", path, start, end: start + 44 });
  });

  it.each([
    ["an unknown storage type", "x", "abc"],
    ["a UUID that is too short", "u", "^-aqEH.-t@S}K{"],
    ["a UUID outside the alphabet", "u", "~~aqEH.-t@S}K{vb[*k^"],
    ["a folder above the table", "u", "../^-aqEH.-t@S}K{vb[*k^"],
    ["an inline text shorter than its size", "i", "00000"],
  ])("refuses %s", (_name, storageType, pathOrInlineDv) => {
    expect(() => placeOfVector({ storageType, pathOrInlineDv, ...base }, dataFile)).toThrowError(
      expect.objectContaining({ tag: "CorruptDeletionVector" }),
    );
  });

  it.each([{ sizeInBytes: -1 }, { sizeInBytes: 1.5 }, { sizeInBytes: Number.NaN }, { offset: -4 }])(
    "refuses numbers that are no place: %j",
    (numbers) => {
      const descriptor = { storageType: "p", pathOrInlineDv: "v.bin", ...base, ...numbers };
      expect(() => placeOfVector(descriptor, dataFile)).toThrowError(
        expect.objectContaining({ tag: "CorruptDeletionVector" }),
      );
    },
  );
});

describe("a vector in a file", () => {
  const data = writeVector([[0, [1, 5]]]);
  const descriptor = { storageType: "u", pathOrInlineDv: "", sizeInBytes: data.length, cardinality: 2 };

  it("is taken out of its frame", () => {
    expect(unwrapVector(frameVector(data), descriptor, "a.bin")).toEqual(data);
  });

  it.each([
    ["another size", frameVector(data, data.length + 1)],
    ["another checksum", frameVector(data, data.length, crc32(data) ^ 1)],
  ])("is refused with %s", (_name, bytes) => {
    expect(() => unwrapVector(bytes, descriptor, "a.bin")).toThrowError(
      expect.objectContaining({ tag: "CorruptDeletionVector" }),
    );
  });

  it("is refused with another format version", () => {
    expect(() => checkFileVersion(2, "a.bin")).toThrow("its format version is 2, not 1");
    expect(() => checkFileVersion(1, "a.bin")).not.toThrow();
  });

  it.each([
    ["a cardinality that differs", { ...descriptor, cardinality: 3 }, data, "it marks 2 rows where the log says 3"],
    ["an unknown magic number", descriptor, Uint8Array.from([1, 2, 3, 4, 0, 0, 0, 0]), "its magic number"],
    ["bytes that end early", descriptor, data.subarray(0, data.length - 1), "it ends at byte"],
    ["rows that do not ascend", descriptor, writeVector([[0, [5, 1]]]), "do not ascend"],
  ])("is refused with %s", (_name, of, bytes, reason) => {
    expect(() => parseVector(bytes, of, dataFile)).toThrow(reason);
  });

  it("is refused for a file that has fewer rows", () => {
    const rows = parseRoaring(writeVector([[0, [1, 1000]]]));
    expect(() => checkWithinFile(rows, 1000, dataFile)).toThrow("beyond the 1000");
    expect(() => checkWithinFile(rows, 1001, dataFile)).not.toThrow();
  });
});

describe("crc32", () => {
  it("gives the check value of CRC-32/ISO-HDLC", () => {
    expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
  });
});

describe("decodeBase85", () => {
  it("decodes the test vector of ZeroMQ's RFC 32", () => {
    expect(decodeBase85("HelloWorld")).toEqual(Uint8Array.from([0x86, 0x4f, 0xd2, 0x6f, 0xb5, 0x59, 0xf7, 0x5b]));
  });

  it.each([
    ["four characters", "abcd"],
    ["a space", "ab de"],
    ["more than 32 bits", "#####"],
  ])("refuses %s", (_n, text) => {
    expect(decodeBase85(text)).toBeUndefined();
  });
});

describe("rows that are left", () => {
  it("keeps rows of the upper half and of later bitmaps apart", () => {
    const rows = parseRoaring(
      writeVector([
        [0, [0x8000_0000, 0xffff_ffff]],
        [1, [0, 7]],
      ]),
    );
    expect(isDeleted(rows, 2 ** 31)).toBe(true);
    expect(countDeletedBelow(rows, 2 ** 32)).toBe(2);
    expect(isDeleted(rows, 2 ** 32 + 7)).toBe(true);
    expect(positionOfLiveRow(rows, 2 ** 32 - 2)).toBe(2 ** 32 + 1);
  });

  it("are the complement of what is marked, whatever is marked", () => {
    const marks = fc.uniqueArray(fc.integer({ min: 0, max: 299 }), { minLength: 1, maxLength: 280 });
    fc.assert(
      fc.property(marks, fc.nat(60), (marked, first) => {
        const rows = parseRoaring(writeVector([[0, [...marked].sort((a, b) => a - b)]]));
        const live = Array.from({ length: 300 }, (_, row) => row).filter((row) => !marked.includes(row));
        const wanted = live.slice(first, first + 50);
        const runs = liveRuns(rows, first, wanted.length);
        expect(runs.flatMap(({ position, count }) => Array.from({ length: count }, (_, i) => position + i))).toEqual(
          wanted,
        );
      }),
    );
  });

  it("walk runs and bitsets as they walk arrays", () => {
    const runs = parseRoaring(withRuns([65_535, 4463]));
    expect(liveRuns(runs, 0, 3)).toEqual([{ position: 70_000, count: 3 }]);
    const bits = new Uint8Array(8192).fill(0b01010101);
    const head = [...u32(1681511377), ...u64(1), ...u32(0)];
    const bitset = [...u32(12346), ...u32(1), ...u16(0), ...u16(32_767), ...u32(0), ...bits];
    const every = parseRoaring(Uint8Array.from([...head, ...bitset]));
    expect(liveRuns(every, 32_766, 4)).toEqual([
      { position: 65_533, count: 1 },
      { position: 65_535, count: 3 },
    ]);
  });

  it("are found behind two billion marked rows without a list of them", () => {
    const rows = parseRoaring(withRuns(new Array<number>(30_518).fill(65_535)));
    expect(deletedCount(rows)).toBe(30_518 * 65_536);
    expect(liveRuns(rows, 5, 10)).toEqual([{ position: 30_518 * 65_536 + 5, count: 10 }]);
    expect(isDeleted(rows, 2_000_000_000)).toBe(true);
  });
});

/** The portable layout of rows from 0 on: a container for each number, which holds one run of as many rows and one. */
function withRuns(lengths: readonly number[]): Uint8Array {
  const count = lengths.length;
  const head = [...u32(1681511377), ...u64(1), ...u32(0), ...u32(12347 + (count - 1) * 65_536)];
  const areRuns = new Array<number>(Math.ceil(count / 8)).fill(255);
  const headers = lengths.flatMap((length, high) => [...u16(high), ...u16(length)]);
  const offsets = count < 4 ? [] : new Array<number>(count * 4).fill(0);
  return Uint8Array.from([
    ...head,
    ...areRuns,
    ...headers,
    ...offsets,
    ...lengths.flatMap((n) => [1, 0, 0, 0, ...u16(n)]),
  ]);
}

function u16(value: number): number[] {
  return [value & 255, value >>> 8];
}

function u32(value: number): number[] {
  return [...u16(value & 65535), ...u16(value >>> 16)];
}

function u64(value: number): number[] {
  return [...u32(value), ...u32(0)];
}
