import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { limbCitation, parseCitation } from "../../compiler/check/citations.ts";

describe("citations", () => {
  it.each([
    ["15 CFR 742.6(a)(6)(iii)(A)", "cfr", "15 CFR 742", "742.6(a)(6)(iii)(A)"],
    ["15 CFR 744 supp. 8", "cfr", "15 CFR 744", "supp. 8"],
    ["15 CFR 774 supp. 1, 3A090 note 1.b", "cfr", "15 CFR 774", "supp. 1, 3A090 note 1.b"],
    ["15 CFR 730-774", "cfr", "15 CFR 730-774", null],
    ["15 CFR 740.2(a)(9)(i)-(ii)", "cfr", "15 CFR 740", "740.2(a)(9)(i)-(ii)"],
    ["50 USC 4801-4852", "usc", "50 USC 4801-4852", null],
    ["50 USC 4813(a)(16)", "usc", "50 USC 4813", "(a)(16)"],
    ["88 FR 73458", "fr", "88 FR 73458", null],
    ["Regulation (EU) 2021/821, Art. 4", "eu", "Regulation (EU) 2021/821", "Art. 4"],
    [
      "Regulation (EU) 2021/821, Annex II, section A",
      "eu",
      "Regulation (EU) 2021/821",
      "Annex II, section A",
    ],
    ["Council Regulation (EC) No 428/2009", "eu", "Regulation (EC) 428/2009", null],
    ["Council Decision 2014/512/CFSP, Art. 1", "eu", "Decision 2014/512/CFSP", "Art. 1"],
    ["OJ C/2023/441", "oj", "OJ C/2023/441", null],
    ["OJ L 206, 2021-06-11, p. 1", "oj", "OJ L 206", "2021-06-11, p. 1"],
    ["Stcrt. 2023, 18212, art. 2", "staatscourant", "Stcrt. 2023, 18212", "art. 2"],
    ["Stcrt. order BZ2404162, art. 1", "staatscourant", "Stcrt. order BZ2404162", "art. 1"],
    ["BWBR0024139, art. 4a", "bwb", "BWBR0024139", "art. 4a"],
    ["Wet strategische diensten, art. 3", "bwb", "Wet strategische diensten", "art. 3"],
    ["BGBl. 2025 I Nr. 261", "bgbl", "BGBl. 2025 I Nr. 261", null],
    ["BAnz AT 22.07.2024 V1", "bgbl", "BAnz AT 22.07.2024 V1", null],
    ["AWV s. 8(1) no. 2", "awg", "AWV", "s. 8(1) no. 2"],
    ["AWG s. 6", "awg", "AWG", "s. 6"],
    ["FEFTA art. 48(1)", "japan", "FEFTA", "art. 48(1)"],
    ["ETCO art. 4(1)(iii)-(iv)", "japan", "ETCO", "art. 4(1)(iii)-(iv)"],
    ["METI Ordinance 49 of 1991, art. 6(17)", "japan", "METI Ordinance 49 of 1991", "art. 6(17)"],
    ["Cabinet Order 232 of Reiwa 5", "japan", "Cabinet Order 232 of Reiwa 5", null],
    ["Foreign Trade Act art. 19-3", "korea", "Foreign Trade Act", "art. 19-3"],
    ["Public Notice, annexes 2-2 and 24", "korea", "Public Notice", "annexes 2-2 and 24"],
    ["ITPA art. 11(1)", "korea", "ITPA", "art. 11(1)"],
    ["SI 2008/3231, art. 6A(1)", "act", "SI 2008/3231", "art. 6A(1)"],
    ["SOR/89-202, s. 3", "act", "SOR/89-202", "s. 3"],
    ["2002 c. 28, s. 1", "act", "2002 c. 28", "s. 1"],
    ["Export Control Act 2002", "act", "Export Control Act 2002", null],
    ["Export Control Act 2002, s. 1(2)", "act", "Export Control Act 2002", "s. 1(2)"],
    ["Strategic Goods (Control) Act 2002, s. 5", "act", "Strategic Goods (Control) Act 2002", "s. 5"],
    ["Customs Act, 1962, s. 11", "act", "Customs Act, 1962", "s. 11"],
    ["Export Control Law art. 12", "act", "Export Control Law", "art. 12"],
    [
      "Export Control Law of the People's Republic of China, art. 12",
      "act",
      "Export Control Law of the People's Republic of China",
      "art. 12",
    ],
    ["Defense Acquisition Program Act art. 57", "korea", "Defense Acquisition Program Act", "art. 57"],
  ])("%s", (text, kind, instrument, pinpoint) => {
    const { parts, hint, ...parsed } = parseCitation(text);
    expect(parsed.kind).toBe(kind);
    expect(hint).toBeNull();
    expect(parts).toEqual([{ kind, text, instrument, pinpoint }]);
  });

  it("parts works at semicolons", () => {
    const { kind, parts } = parseCitation("FEFTA art. 48(1); ETCO art. 1(1)");
    expect(kind).toBe("japan");
    expect(parts.map((part) => part.instrument)).toEqual(["FEFTA", "ETCO"]);
  });

  it("is free if one part is", () => {
    expect(parseCitation("FEFTA art. 48(1); somewhere").kind).toBe("free");
  });

  it.each([
    ["15 C.F.R. § 742.6(a)", "15 CFR 742.6(a)"],
    ["S.I. 2008/3231, Article 4", "SI 2008/3231, art. 4"],
    ["Export Control Act 2002, section 1", "Export Control Act 2002, s. 1"],
    ["15 CFR 742.6 (a)", "15 CFR 742.6(a)"],
    ["742.6(a)", "15 CFR 742.6(a)"],
    ["Supplement No. 4 to Part 744 of the EAR", "15 CFR 744 supp. 4"],
    ["50 U.S.C. § 4813(a)(16)", "50 USC 4813(a)(16)"],
    ["88 Fed. Reg. 73458", "88 FR 73458"],
    ["C/2024/5881", "OJ C/2024/5881"],
    ["EU 2021/821, Art. 4", "Regulation (EU) 2021/821, Art. 4"],
    ["Staatscourant 2023, nr. 18212", "Stcrt. 2023, 18212"],
    ["AWV 8(1) no. 2", "AWV s. 8(1) no. 2"],
    ["Foreign Trade Act Article 19", "Foreign Trade Act art. 19"],
  ])("says for `%s` to write `%s`", (text, better) => {
    const parsed = parseCitation(text);
    expect(parsed.kind).toBe("free");
    expect(parsed.hint).toBe(`write \`${better}\``);
    expect(parseCitation(better).kind).not.toBe("free");
  });

  it.each(["none yet", "", "the annex", "15 CFR", "CFR 742", "15 CFR 742.6.a", "FR 73458"])(
    "keeps `%s` free, with a hint",
    (text) => {
      const parsed = parseCitation(text);
      expect(parsed.kind).toBe("free");
      expect(parsed.hint).not.toBeNull();
    },
  );

  it("reads any text without failing, and a hint that rewrites leads to a known form", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600, unit: "binary" }), (text) => {
        const parsed = parseCitation(text);
        expect(parsed.parts.length).toBeGreaterThan(0);
        expect(parsed.kind === "free").toBe(parsed.hint !== null);
      }),
      { seed: 20261125 },
    );
  });

  it("puts the label of a limb behind the place", () => {
    expect(limbCitation("15 CFR 734.4", "(a)(3)")).toBe("15 CFR 734.4(a)(3)");
    expect(limbCitation("15 CFR 734.9(e)", "(3)")).toBe("15 CFR 734.9(e)(3)");
    expect(limbCitation("Regulation (EU) 2021/821, Art. 4", "(1)")).toBe(
      "Regulation (EU) 2021/821, Art. 4(1)",
    );
    expect(limbCitation("15 CFR 744 supp. 8", "(1)")).toBe("15 CFR 744 supp. 8, (1)");
    expect(limbCitation("Public Notice", "(1)")).toBe("Public Notice, (1)");
    expect(limbCitation("", "(1)")).toBe("");
  });
});
