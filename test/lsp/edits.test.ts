import { describe, expect, it } from "vitest";
import { MemoryHost } from "../../compiler/index.ts";
import { completions } from "../../lsp/service/completion.ts";
import { hints } from "../../lsp/service/hints.ts";
import { hover } from "../../lsp/service/hover.ts";
import { definitions, highlights } from "../../lsp/service/navigation.ts";
import { folds, outline, selections } from "../../lsp/service/outline.ts";
import { LanguageService } from "../../lsp/service/service.ts";
import { semanticTokens } from "../../lsp/service/tokens.ts";
import { LocalCheck } from "../../lsp/service/whole.ts";
import { law } from "./law.ts";

/** A generator of its own (mulberry32), so that a seed gives the same edits everywhere. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const pieces = [
  "}",
  "{",
  " when ",
  "ac_zone",
  ".",
  '"',
  "CN, ",
  "from 2024-01-01 ",
  "\n",
  "🚢",
  "出口",
  "// ",
  "group g = CN\n",
  "use trade\n",
  "3A090",
];
const paths = Object.keys(law).filter((path) => path.endsWith(".cordon"));
const seed = Number(process.env.CORDON_SEED ?? 20261125);
const edits = process.env.CORDON_LONG === undefined ? 300 : 20_000;

describe("a service after many edits", () => {
  it(`answers as one that was started fresh (seed ${seed})`, { timeout: 3_600_000 }, async () => {
    const random = seeded(seed);
    const host = new MemoryHost(law);
    const service = new LanguageService(host, new LocalCheck(host));
    const texts = new Map(paths.map((path) => [path, law[path]!]));
    for (let i = 1; i <= edits; i++) {
      const path = paths[random(paths.length)]!;
      const old = texts.get(path)!;
      const start = random(old.length + 1);
      // Now and then the file is put back, lest all texts rot.
      const isReset = random(12) === 0;
      const text = isReset
        ? law[path]!
        : old.slice(0, start) + pieces[random(pieces.length)] + old.slice(start + random(4));
      texts.set(path, text);
      service.setText(path, text);
      const { snapshot } = service;
      const offset = random(text.length + 1);
      const parsed = snapshot.parsed(path)!;
      service.findings(path);
      completions(snapshot, path, offset);
      hover(snapshot, service.lastWhole, path, offset, { asOf: "2024-01-01" });
      definitions(snapshot, path, offset);
      highlights(snapshot, path, offset);
      hints(snapshot, path, 0, text.length, null);
      outline(parsed);
      folds(parsed);
      selections(parsed, offset);
      semanticTokens(snapshot, path);
      if (i % 25 !== 0) continue;
      const whole = await service.whole();
      const freshHost = new MemoryHost({ ...law, ...Object.fromEntries(texts) });
      const fresh = new LanguageService(freshHost, new LocalCheck(freshHost));
      const expected = await fresh.whole();
      for (const name of paths) {
        expect(whole.findings.get(name) ?? [], `${name} after ${i} edits`).toEqual(
          expected.findings.get(name) ?? [],
        );
        expect(service.findings(name)).toEqual(fresh.findings(name));
        expect(whole.indexes.get(name)).toEqual(expected.indexes.get(name));
      }
      fresh.dispose();
    }
    service.dispose();
  });
});
