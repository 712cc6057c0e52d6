import { expect, it } from "vitest";
import { Client } from "./client.ts";
import { law } from "./law.ts";

it("answers cordon/calendar with the days that change answers of the document's jurisdiction", async () => {
  const client = await Client.start(law);
  const ask = () =>
    client.connection.sendRequest<{ blocked: string | null; markdown: string }>("cordon/calendar", {
      uri: client.uri("us/measures.cordon"),
    });
  const { blocked, markdown } = await ask();
  expect(blocked).toBeNull();
  expect(markdown).toContain("2022-10-21");
  expect(markdown).toContain("US");
  await client.open("us/measures.cordon", law["us/measures.cordon"]!.replace("authority", "authoritie"));
  expect(await ask()).toEqual({ blocked: "the law has errors", markdown: "" });
  expect(await client.stop()).toBe(0);
});
