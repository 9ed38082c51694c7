import { expect, it } from "vitest";
import { createByteGatherer } from "./byte-gatherer.ts";

it.each([
  { name: "of no chunk", chunks: [], expected: 10 },
  { name: "of one", chunks: [[1, 2]], expected: 0 },
  { name: "as long as expected", chunks: [[1, 2], [3], [4, 5]], expected: 5 },
  { name: "longer than expected", chunks: [[1, 2], [3, 4, 5], [6], [7, 8, 9, 10, 11]], expected: 3 },
  { name: "shorter than expected", chunks: [[1], [2]], expected: 9 },
  { name: "of empty chunks too", chunks: [[], [1], [], [2]], expected: 2 },
])("gathers a run $name", ({ chunks, expected }) => {
  const gathered = createByteGatherer(expected);
  for (const chunk of chunks) gathered.push(Uint8Array.from(chunk));
  expect(gathered.lengthBytes()).toBe(chunks.flat().length);
  expect([...gathered.finish()]).toEqual(chunks.flat());
});

it("does not set aside what nobody has", () => {
  const gathered = createByteGatherer(2 ** 52);
  gathered.push(Uint8Array.of(1));
  expect(gathered.finish().buffer.byteLength).toBe(1);
});
