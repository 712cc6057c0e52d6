/** What a version changed against the one before, a sentence for each change. */
import { describe, expect, it } from "vitest";
import type { Program } from "../../../compiler/check/tree.ts";
import { measureFacts, measureStatements } from "../../../compiler/report/measures.ts";
import { plain, type Statement } from "../../../compiler/report/phrase.ts";
import { groupBlocks, itemBlocks } from "../../../compiler/report/terms.ts";
import { ENGLISH, Wording } from "../../../compiler/report/wording/wording.ts";
import { checkSources } from "../../property/compile.ts";

const LAW = `module demo of Ruritania

codes country below by levels "UA|-43"
codes CL below by dots
unit TPP "Total processing performance" = 1 TOPS*bit
jurisdiction Ruritania {
  codes CL
}
record item {
  codes : set of code
  tpp : TPP >= 0
  bandwidth : GB/s >= 0
  consumer : yes or no
}
record transaction {
  item : item
  destination : country
  value : money >= 0
}
reach law = destination in world
authority power of Ruritania {
  cite "Rule 0"
  permits list
}
unencodable vague "Vague words" {
  cite "Rule 9"
  because "nobody knows"
}

group friends open "Friends" {
  from 2020-01-01 = DE, FR
  from 2024-01-01 add JP
  from 2025-01-01 = DE, KR
}
group zone "The zone" {
  from 2020-01-01 = CN
  from 2023-01-01 = CN, MO
}
group strangers "All but friends in Europe" {
  from 2020-01-01 = {DE, FR, IT} - friends
  from 2025-01-01 = {DE, FR, IT} - friends + CN
}

item CL '1.a' "Chips" {
  from 2022-01-01 = bandwidth >= 600 GB/s and tpp >= 4800 TPP
  from 2023-01-01 = any of {
    (1) tpp >= 4800 TPP,
    (2) tpp >= 1600 TPP
  } unless consumer
  from 2024-01-01 = any of {
    (1) tpp >= 2400 TPP,
    (2) tpp >= 1600 TPP
  } unless consumer
}

list measure chips "Chips" {
  authority power
  cite "Rule 1"
  reach law
  items '1.a'
  unless destination in friends and vague
  from 2022-01-01 {
    destinations zone
    requires license
    review presumption of denial
  }
  from 2023-06-01 {
    when any of {
      (1) destination in zone,
      (2) value > 5000 USD
    }
    requires license
    review case by case
  }
  from 2024-06-01 {
    when any of {
      (1) destination in zone,
      (2) value > 3000 USD
    }
    prohibits
  }
  unenforced from 2025-03-01 because "it was announced"
}
`;

function law(): Program {
  const { program, errors } = checkSources({ "demo.cordon": LAW });
  expect(errors).toEqual([]);
  return program;
}

/** The changes below headings, `heading > change`. */
function changesIn(statements: readonly Statement[], heading: RegExp): string[] {
  return statements.flatMap((one) => {
    const said = plain(one.phrase);
    if (heading.test(said)) return one.parts.flatMap((part) => lines(part, said));
    return changesIn(one.parts, heading);
  });
}

function lines(one: Statement, before: string): string[] {
  const said = `${before} ${plain(one.phrase)}`;
  return one.parts.length === 0 ? [said] : one.parts.flatMap((part) => lines(part, said));
}

function statementsOf(blocks: ReturnType<typeof itemBlocks>): Statement[] {
  return blocks.flatMap((block) => (block.kind === "statements" ? block.statements : []));
}

describe("what changed", () => {
  const program = law();
  const measure = program.measures[0]!;

  it("is told limit by limit, clause by clause, for a measure", () => {
    expect(changesIn(measureStatements(measure, ENGLISH), /^What changed/)).toEqual([
      "What changed on 1 June 2023: new alternative: (2) the value is more than 5000 USD",
      "What changed on 1 June 2023: review goes from a presumption of denial to case-by-case review",
      "What changed on 1 June 2024: (2): the value: the limit goes from more than 5000 USD to more than 3000 USD",
      "What changed on 1 June 2024: the consequence goes from “A license is required” to “The act is prohibited”",
      "What changed on 1 June 2024: dropped: Applications are reviewed under case-by-case review",
    ]);
  });

  it("is told in Chinese alike", () => {
    expect(changesIn(measureStatements(measure, new Wording("zh")), /的变更：$/)).toEqual([
      "2023年6月1日的变更： 新增可选情形：(2)value超过5000 USD",
      "2023年6月1日的变更： 审查政策由推定拒绝改为逐案审查",
      "2024年6月1日的变更： (2)：value的限值由超过5000 USD改为超过3000 USD",
      "2024年6月1日的变更： 后果由“须取得许可”改为“禁止该行为”",
      "2024年6月1日的变更： 删除：许可申请的审查政策为逐案审查",
    ]);
  });

  it("is told of an item", () => {
    expect(changesIn(statementsOf(itemBlocks(program.items[0]!)), /^What changed/)).toEqual([
      "What changed on 1 January 2023: new alternative: (2) the TPP of the item is at least 1600 TPP",
      "What changed on 1 January 2023: condition dropped: the bandwidth of the item is at least 600 GB/s",
      "What changed on 1 January 2023: new: not where “consumer” applies to the item",
      "What changed on 1 January 2024: (1): the TPP of the item: the limit goes from at least 4800 TPP to at least 2400 TPP",
    ]);
  });

  it("is told of a group of countries, who comes in and who goes out", () => {
    const said = (name: string): string[] =>
      statementsOf(groupBlocks(program.groups.find((group) => group.name === name)!)).flatMap((one) =>
        lines(one, ""),
      );
    expect(said("friends")).toEqual([
      " From 1 January 2020 until 1 January 2024: consists of Germany (DE) and France (FR)",
      " From 1 January 2024 until 1 January 2025: adds Japan (JP)",
      " 3 members from that day: Germany (DE), France (FR) and Japan (JP)",
      " From 1 January 2025: consists of Germany (DE) and South Korea (KR)",
      " What changed on 1 January 2025: Members: adds South Korea (KR); removes France (FR) and Japan (JP)",
    ]);
    // France left the friends that day and is a stranger through them: the formula changed by China alone.
    expect(said("strangers").slice(1)).toEqual([
      " 1 member from that day: Italy (IT)",
      " From 1 January 2025: consists of (Germany (DE), France (FR) or Italy (IT) except friends) and China (CN)",
      " 3 members from that day: China (CN), France (FR) and Italy (IT)",
      " What changed on 1 January 2025: Members: adds China (CN)",
    ]);
  });

  it("is told of what a measure refers to, on its day", () => {
    expect(changesIn(measureStatements(measure, ENGLISH), /^What it refers to/)).toEqual([
      "What it refers to changed on days of its own: 1 January 2023, zone: Members: adds Macao (MO)",
      "What it refers to changed on days of its own: 1 January 2024, friends: Members: adds Japan (JP)",
      "What it refers to changed on days of its own: 1 January 2025, friends: Members: adds South Korea (KR); removes France (FR) and Japan (JP)",
    ]);
  });

  it("has a place in the source for every change", () => {
    const without = (statements: readonly Statement[]): string[] =>
      statements.flatMap((one) =>
        one.parts.length === 0 && one.span === null ? [plain(one.phrase)] : without(one.parts),
      );
    const changes = measureStatements(measure, ENGLISH).filter(({ phrase }) =>
      /refers to/.test(plain(phrase)),
    );
    expect(without([...changes, ...statementsOf(itemBlocks(program.items[0]!))])).toEqual([]);
  });

  it("stands beside what practice does and what leaves answers open", () => {
    const facts = measureFacts(measure, [], ENGLISH).map(([label, value]) => `${label}: ${plain(value)}`);
    expect(facts).toContain(
      "In practice: In force but not enforced from 1 March 2025, because it was announced",
    );
    expect(facts).toContain("Caveats: Rests on text that cannot be encoded: Vague words");
    expect(facts).toContain("Caveats: Members may be missing in Friends");
  });
});
