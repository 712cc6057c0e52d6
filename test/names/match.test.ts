import { describe, expect, it } from "vitest";
import { matchParty, type PartyEntry, PartyIndex, type PartyList } from "../../compiler/names/index.ts";

const DAY = "2026-01-01";

function entry(key: string, name: string, more: Partial<PartyEntry> = {}): PartyEntry {
  return { key, name, aliases: [], countries: [], from: null, until: null, ...more };
}
function list(...entries: readonly PartyEntry[]): PartyList {
  return { id: "law.entity_list", title: "Entity List", entries };
}
/** Keys that a name may mean among entries of the given names. */
function found(asked: string, ...names: readonly string[]): readonly string[] {
  const lists = [list(...names.map((name) => entry(name, name)))];
  return matchParty(asked, lists, DAY).map(({ key }) => key);
}

describe("names that say the same", () => {
  const same: readonly (readonly [why: string, asked: string, listed: string])[] = [
    ["case", "HUAWEI TECHNOLOGIES CO LTD", "Huawei Technologies Co., Ltd."],
    ["width", "ＨＵＡＷＥＩ　Ｔｅｃｈｎｏｌｏｇｉｅｓ", "Huawei Technologies"],
    ["accents", "Düsseldorf Präzision GmbH", "Dusseldorf Prazision"],
    ["points", "S.M.I.C.", "SMIC"],
    ["hyphens and apostrophes", "Al-Qaida", "Al Qa'ida"],
    ["legal forms", "Kronshtadt JSC", "Joint Stock Company Kronshtadt"],
    ["legal forms of several words", "Faberlik Sp. z o.o.", "Faberlik SA de CV"],
    ["German forms", "Siemens Aktiengesellschaft", "Siemens AG"],
    ["order of words", "bin Salman Mohammed", "Mohammed bin Salman"],
    ["usual short forms", "Sichuan Inst. of Tech.", "Sichuan Institute of Technology"],
    ["English spelling", "Defence Research Organisation", "Defense Research Organization"],
    ["ordinals", "10 Research Institute", "10th Research Institute"],
    ["Chinese, traditional", "北京理工大學", "北京理工大学"],
    ["Chinese, form", "华为技术有限公司", "Huawei Technologies Co., Ltd."],
    ["Japanese, form", "株式会社ソニー", "ソニー"],
    ["Japanese, spoken script", "ソニー", "そにー"],
    ["Korean, form", "주식회사 한화", "한화"],
    ["Russian, form", "ООО Кронштадт", "Kronshtadt LLC"],
    ["Arabic, form", "شركة النور", "النور"],
    ["words parted differently", "Hi Silicon", "HiSilicon"],
    [
      "brackets",
      "Semiconductor Manufacturing International Corporation",
      "Semiconductor Manufacturing International Corporation (SMIC)",
    ],
    ["abbreviation in brackets", "SMIC", "Semiconductor Manufacturing International Corporation (SMIC)"],
    [
      "another script in brackets",
      "西安導航技術研究所",
      "Research Institute of Navigation (西安導航技術研究所)",
    ],
  ];
  it.each(same)("%s: %s", (_, asked, listed) => {
    const [match] = matchParty(asked, [list(entry("E1", listed))], DAY);
    expect(match).toMatchObject({ key: "E1", score: 100 });
  });
});

describe("names that are nearly the same", () => {
  const near: readonly (readonly [why: string, asked: string, listed: string])[] = [
    ["a letter less", "Sergi Lavrov", "Sergei Lavrov"],
    ["two letters swapped", "Kronshtdat Aviation", "Kronshtadt Aviation"],
    ["sound", "Fidar System Pouyan", "Fidar System Pooyan"],
    ["sound of vowels left out", "محمد حسيني", "Mohammad Hosseini"],
    ["Cyrillic", "Тупиковый Приборостроитель", "Tupikovy Priborostroitel"],
    ["an initial", "N. Nazarbayev", "Nursultan Nazarbayev"],
    ["a name left out", "Sergey Lavrov", "Sergey Viktorovich Lavrov"],
    ["a word in common use more", "Kronshtadt Systems", "Kronshtadt"],
  ];
  it.each(near)("%s: %s", (_, asked, listed) => {
    const [match] = matchParty(asked, [list(entry("E1", listed))], DAY);
    expect(match?.key).toBe("E1");
    expect(match?.score).toBeLessThan(100);
    expect(match?.why).not.toEqual([]);
  });
});

describe("names of others", () => {
  const others: readonly (readonly [why: string, asked: string, listed: string])[] = [
    [
      "another number",
      "20th Research Institute of China Electronics",
      "10th Research Institute of China Electronics",
    ],
    ["only common words agree", "Shanghai Electronics Trading", "Shanghai Semiconductor Research Institute"],
    ["only the form agrees", "Acme Co., Ltd.", "Apex Co., Ltd."],
    ["another given name", "Octavian Scholz", "Olaf Scholz"],
    ["short words that differ", "Wei Lin", "Wei Liu"],
    ["a part of a longer name", "Huawei", "Huawei Marine Networks Baltic"],
    ["other branches in brackets", "Bank of China (Singapore)", "Bank of China (Australia) Macquarie"],
  ];
  it.each(others)("%s: %s", (_, asked, listed) => {
    expect(found(asked, listed)).toEqual([]);
  });

  it("gives no full score to names that differ in what stands in brackets", () => {
    const [match] = matchParty("ICBC (London) plc", [list(entry("E1", "ICBC (Asia) Limited"))], DAY);
    expect(match?.score ?? 0).toBeLessThan(100);
  });
});

describe("matching against lists", () => {
  it("names the alias that matched, and what differs", () => {
    const lists = [
      list(entry("E1", "China Mobile Limited", { aliases: ["CMCC", "Zhongguo Yidong Tongxin"] })),
    ];
    expect(matchParty("Tongxin Zhongguo Yidomg", lists, DAY)).toEqual([
      {
        list: "law.entity_list",
        key: "E1",
        name: "China Mobile Limited",
        matched: "Zhongguo Yidong Tongxin",
        alias: true,
        countries: [],
        elsewhere: false,
        score: 94,
        why: ["order of words", "spelling: yidomg for yidong"],
      },
    ]);
  });

  it("finds entries in force on the day only", () => {
    const lists = [list(entry("E1", "Kronshtadt", { from: "2020-05-01", until: "2024-01-01" }))];
    const on = (day: string): number => matchParty("Kronshtadt", lists, day).length;
    expect(["2020-04-30", "2020-05-01", "2023-12-31", "2024-01-01"].map(on)).toEqual([0, 1, 1, 0]);
  });

  it("marks entries of other countries and finds them all the same", () => {
    const lists = [
      list(
        entry("E1", "Kronshtadt", { countries: ["RU"] }),
        entry("E2", "Kronshtadt", { countries: ["AE", "CN"] }),
        entry("E3", "Kronshtadt"),
      ),
    ];
    const matches = matchParty("Kronshtadt", lists, DAY, { countries: ["CN"] });
    expect(matches.map(({ key, elsewhere }) => [key, elsewhere])).toEqual([
      ["E2", false],
      ["E3", false],
      ["E1", true],
    ]);
  });

  it("puts the most alike first", () => {
    expect(found("Kronshtadt Volga", "Kronshtadt Volgo", "Kronshtadt Volga", "Volga Kronstadt")).toEqual([
      "Kronshtadt Volga",
      "Volga Kronstadt",
      "Kronshtadt Volgo",
    ]);
  });

  it("scores a pair of names the same whatever else is listed, and in whatever order", () => {
    const names = ["Kronshtadt Volga", "Volga", "Volga Volga", "Kronstadt", "Aviation Plant 22"];
    const alone = matchParty("Kronstadt Volga", [list(entry("E0", names[0]!))], DAY)[0];
    const entries = names.map((name, i) => entry(`E${i}`, name));
    const forward = matchParty("Kronstadt Volga", [list(...entries)], DAY);
    const backward = matchParty("Kronstadt Volga", [list(...entries.reverse())], DAY);
    expect(forward).toEqual(backward);
    expect(forward.find(({ key }) => key === "E0")).toEqual(alone);
  });

  it("takes an index made once", () => {
    const index = new PartyIndex([list(entry("E1", "Kronshtadt"))]);
    expect(matchParty("kronshtadt", index, DAY)).toHaveLength(1);
    expect(matchParty("Volga", index, DAY)).toHaveLength(0);
  });

  it("matches no empty name, and survives any text", () => {
    const index = new PartyIndex([list(entry("E1", "Ltd."), entry("E2", ""), entry("E3", "()"))]);
    for (const text of [
      "",
      " ",
      "()",
      "((((",
      "\u0000\u202e",
      "𠀀𠀁",
      "a".repeat(10_000),
      "__proto__",
      "constructor",
    ])
      expect(matchParty(text, index, DAY)).toEqual([]);
  });

  it("compares a name of nothing but a form as it is written", () => {
    expect(found("Ltd", "Ltd.", "GmbH")).toEqual(["Ltd."]);
    expect(found("Акционерное общество", "Акционерное общество", "有限公司")).toEqual([
      "Акционерное общество",
    ]);
  });
});
