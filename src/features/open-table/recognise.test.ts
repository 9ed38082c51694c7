import { describe, expect, it } from "vitest";
import { recognise, sayRecognition } from "./recognise.ts";

const NOW = Date.UTC(2026, 0, 1);
const SAS = "sv=2024-08-04&sr=c&sp=rl&se=2026-01-01T02:51:00Z&sig=c4n4ry";

function say(text: string): string[] {
  const { recognition } = recognise(text);
  return recognition.kind === "known" ? sayRecognition(recognition.table, recognition.access, NOW) : [recognition.kind];
}

describe("a text in the box", () => {
  it.each([
    ["", ["empty"]],
    ["let me in", ["invalid"]],
    ["javascript:alert(1)", ["invalid"]],
    ["https://a.example/lake/rides", ["Web address, opened without an access"]],
    ["s3://lake/rides", ["Amazon S3", "Read at https://lake.s3.amazonaws.com/rides/"]],
    [
      `https://acct.blob.core.windows.net/lake/rides?${SAS}`,
      ["Azure SAS", "container lake", "read + list", "expires in 2 h 51 m", "the signature stays in this tab’s memory"],
    ],
    [
      `https://acct.blob.core.windows.net/lake/rides?${SAS.replace("T02:51", "T00:00").replace("2026-01-01", "2025-12-31")}`,
      ["Azure SAS", "container lake", "read + list", "expired 1 d ago", "the signature stays in this tab’s memory"],
    ],
  ])("%s is said to be %j", (text, words) => {
    expect(say(text)).toEqual(words);
  });

  it("gives its secret to nothing that is shown", () => {
    const { recognition, grant } = recognise(`https://acct.blob.core.windows.net/lake/rides?${SAS}`);
    expect(JSON.stringify(recognition)).not.toContain("c4n4ry");
    expect(grant?.query).toContain("c4n4ry");
  });
});
