import { expect, it } from "vitest";
import { MemoryOutput } from "../../compiler/output.ts";
import { report } from "../../compiler/report/index.ts";
import { checkSource } from "../support/carets.ts";

const LAW = `end-use measure demo {
  cite "RL 1"
  when destination = CN
  requires license
  from 2022-10-21 by law_2022
}
universe sent_to_the_zone "Sent to the zone" {
  cite "RL 2"
  from 2022-10-21
  when destination in zone
  unless destination = MO
  covered by demo
  gaps { (1) destination = HK because "left to <b>another</b> law" }
}`;

it("says what a universe covers, since when, and what it leaves for which reason", () => {
  const { result } = checkSource(LAW);
  const output = new MemoryOutput();
  report(result.program, { sources: new Map(), hash: (text) => String(text.length) }, output);
  const pages = new Map(output.files().map((file) => [file.path, file.text]));
  const page = pages.get("report/RL/terms.md") ?? "";
  const section = page.slice(page.indexOf("Coverage and intended gaps"));
  const said = section.replace(/ \(\[[^\]]*\]\([^)]*\)\)/g, "");
  expect(said).toMatch(/- Citation: RL 2\n- From: 21 October 2022/);
  expect(said).toMatch(/A transaction is under \[demo\]\([^)]*\) where all of these hold:/);
  expect(said).toMatch(/not where the destination is `Macao \(MO\)`/);
  expect(said).toMatch(/\*\*\\\(1\\\)\*\* the destination is `Hong Kong \(HK\)` \\\(because left to/);
  expect(pages.get("report/RL/terms.html")).not.toContain("<b>another</b>");
});
