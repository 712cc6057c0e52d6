import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
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
