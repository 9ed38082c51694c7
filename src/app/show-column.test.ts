import { describe, expect, it } from "vitest";
import { FAKE_SCHEMA } from "#testing/fake-table.ts";
import { showColumn } from "./show-column.ts";

describe("a column that is shown in Data", () => {
  it("comes first, and the others stay", () => {
    const shown = showColumn(FAKE_SCHEMA, undefined, "fare");
    expect(shown.slice(0, 3)).toEqual(["fare", "ride_id", "city"]);
    expect(shown).toHaveLength(FAKE_SCHEMA.fields.length);
  });

  it("comes back where it was hidden, and hides no other", () => {
    expect(showColumn(FAKE_SCHEMA, ["city", "day"], "fare")).toEqual(["fare", "city", "day"]);
  });
});
