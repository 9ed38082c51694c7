// What is odd about a protocol that can be read all the same (PROTOCOL.md "Table Features": a feature of readers is listed
// for readers and writers, by versions 3 and 7).

import type { ProtocolAction } from "./actions.ts";
import type { Warning } from "./commit.ts";

export function protocolWarnings(protocol: ProtocolAction): readonly Warning[] {
  const { minReaderVersion, minWriterVersion, readerFeatures = [], writerFeatures } = protocol;
  const odd: string[] = [];
  if (minReaderVersion === 3 && minWriterVersion < 7) {
    odd.push(`reader version 3 goes with writer version 7, not ${minWriterVersion}`);
  }
  if (minWriterVersion >= 7 && writerFeatures === undefined) {
    odd.push("writer version 7 lists its features, and none are listed");
  }
  const unlisted = writerFeatures === undefined ? [] : readerFeatures.filter((name) => !writerFeatures.includes(name));
  if (unlisted.length > 0) odd.push(`${unlisted.join(", ")} is listed for readers alone`);
  return odd.map((what) => ({ code: "odd-protocol", message: `The table's protocol is odd: ${what}.` }));
}
