/** Words in classes, set by set: the same as to ask every set of every word. */
import { expect, test } from "vitest";
import {
  combineSets,
  contains,
  exactly,
  membersSet,
  rangeSet,
  type Word,
} from "../../compiler/analysis/conditions/const-set.ts";
import { wordClasses } from "../../compiler/analysis/conditions/word-classes.ts";
import type { Scheme } from "../../compiler/check/tree.ts";
import { Random } from "../support/generate-random.ts";

const scheme = { id: "list", name: "list", below: "dots", pattern: null, members: [] } as unknown as Scheme;
const code = (text: string): Word => ({ kind: "code", scheme, code: text });
const CODES = ["1", "1.a", "1.a.x", "1.b", "2", "2.a", "2.a.x", "2.a.y", "3", "10", "10.a"].map(code);
const WORDS: readonly Word[] = [...CODES, { kind: "word", text: "other" }];

test("words in one class are those of which every set says the same, and what it says", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = new Random(seed);
    const some = (): Word[] => WORDS.filter(() => random.chance(0.2));
    const members = () => membersSet(some(), random.chance(0.3));
    const sets = Array.from({ length: 1 + random.below(5) }, () =>
      random.pick([members, members, () => exactly(...some()), () => rangeSet(scheme, "1", "3")])(),
    ).map((set) =>
      random.chance(0.4) ? combineSets(random.pick(["union", "minus", "both"]), set, members()) : set,
    );
    const keys = WORDS.map((word) => sets.map((set) => contains(set, word)).join(" "));
    const expected = [...new Set(keys)].map((key) => WORDS.filter((_, i) => keys[i] === key));
    const { classes, truths } = wordClasses(WORDS, sets);
    expect(classes, `seed ${seed}`).toEqual(expected);
    const said = sets.map((set) => expected.map(([word]) => contains(set, word!)));
    expect(
      sets.map((_, i) => truths(i)),
      `seed ${seed}`,
    ).toEqual(said);
  }
});
