/** What a check finds in `cordon.json` by what the sources declare is told in an editor, too. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { Client } from "./client.ts";
import { law } from "./law.ts";

const manifest = (path: string): string =>
  `{\n  "name": "law",\n  "home": { "facts": ["${path}"], "abroad": ["destination"] }\n}\n`;

it("a path of the manifest that names no country is shown at its place, until it is mended", {
  timeout: 120_000,
}, async () => {
  const client = await Client.start({ ...law, "cordon.json": manifest("depature") }, {}, { proofs: true });
  try {
    await client.open("us/measures.cordon", law["us/measures.cordon"]!);
    const [found] = await client.findings("cordon.json", (all) => all.length > 0);
    expect(found).toMatchObject({
      code: "workspace/home-fact",
      range: { start: { line: 2, character: 22 }, end: { line: 2, character: 32 } },
    });
    writeFileSync(join(client.root, "cordon.json"), manifest("departure"));
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: client.uri("cordon.json"), type: 2 }],
    });
    expect(await client.findings("cordon.json", (all) => all.length === 0)).toEqual([]);
  } finally {
    await client.stop();
  }
});
