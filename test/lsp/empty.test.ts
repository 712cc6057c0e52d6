import { expect, it } from "vitest";
import { Client } from "./client.ts";

it("finds nothing wrong with a folder that holds no measures yet", async () => {
  const client = await Client.start({ "notes.txt": "" });
  // The first answer waits for the check of the whole; what it found is sent before the second.
  for (let count = 0; count < 2; count++)
    await client.connection.sendRequest("workspace/symbol", { query: "" });
  const sent = client.log.filter(({ message }) => message.method === "textDocument/publishDiagnostics");
  expect(sent).toEqual([]);
  expect(await client.stop()).toBe(0);
});
