import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compile, MemoryHost } from "../../compiler/index.ts";
import { withCarets } from "../support/carets.ts";

/**
 * Each file in `findings/` holds short programs, headed by `=== what they show`, with their findings drawn in. After a
 * wanted change, `vitest -u` draws them anew; the difference is for review.
 */
const folder = join(import.meta.dirname, "findings");
const otherModule = `module demo.first of RL
use trade
group friends = JP
define friendly = destination in friends
`;

function redrawn(text: string): string {
  const parts = text.split(/^(?==== )/m).map((part) => {
    const end = part.indexOf("\n") + 1;
    const drawn = withCarets(part.slice(end).trimEnd(), { files: { "first.cordon": otherModule } });
    return `${part.slice(0, end)}${drawn}\n`;
  });
  return parts.join("\n");
}

describe("findings of the checker", () => {
  it.each(readdirSync(folder))("%s", async (name) => {
    const path = join(folder, name);
    await expect(redrawn(readFileSync(path, "utf8"))).toMatchFileSnapshot(path);
  });
});

describe("a value that stands alone as if it were a condition", () => {
  const helpFor = (text: string): readonly (string | undefined)[] => {
    const host = new MemoryHost({
      "words.cordon": WORDS,
      "a.cordon": `module a of RL\nuse words\n${text}\n`,
    });
    return compile(host, []).diagnostics.map(({ help }) => help);
  };
  const WORDS = `module words
enum act = shipment, release
codes purpose "Purposes" below by dots = wmd.nuclear, wmd.biological, military
codes country "ISO 3166-1" below by levels "UA|-43"
record transaction { act : act purpose : purpose aims : set of purpose departure : country }
`;

  it.each([
    ["release", "it is a value of `transaction.act`: say of which fact it is asked, as in `act = release`"],
    [
      "wmd",
      "it is a value of `transaction.purpose`, `transaction.aims`: say of which fact it is asked, as in `purpose is wmd`",
    ],
    ["nothing", "declare it, or `use` the module that does"],
  ])("%s: says of which facts it is one", (word, help) => {
    const authority = `authority act_1 of RL { cite "Act 1" from 2020-01-01 permits list limited to ${word} }`;
    expect(
      helpFor(
        `jurisdiction RL { reach all_acts agency Office }\nreach all_acts = departure = US\n${authority}`,
      ),
    ).toContain(help);
  });
});
