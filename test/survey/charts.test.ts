import { describe, expect, it } from "vitest";
import { lagChart } from "../../compiler/survey/charts/lags.ts";
import { laneChart } from "../../compiler/survey/charts/lanes.ts";
import { mark, shapeOf } from "../../compiler/survey/charts/svg.ts";
import { type Answer, countryLetters, tileChart } from "../../compiler/survey/charts/tiles.ts";
import { spanOf, timeAxis } from "../../compiler/survey/charts/time.ts";

const HOSTILE = `</text><script>alert(1)</script>"\u202e&`;

const titles = (svg: string): string[] =>
  [...svg.matchAll(/<title>(.*?)<\/title>/g)].map((match) => match[1]!);

describe("charts", () => {
  const words = { asOf: "As of", before: (year: string) => `< ${year}` };

  it("draw one mark for each day of a lane, and say what happens on it", () => {
    const marks = ["2019-01-01", "2023-07-23", "2024-09-07"].map((day) => ({
      day,
      count: 1,
      begins: true,
      title: `began ${day}`,
    }));
    const svg = laneChart([{ name: "NL", marks }], "2026-09-24", words);
    expect(titles(svg)).toEqual(marks.map(({ title }) => title));
    expect(laneChart([{ name: "NL", marks }], "2026-09-24", words)).toBe(svg);
  });

  it("escape every text, and use neither style nor script", () => {
    const svgs = [
      laneChart(
        [{ name: HOSTILE, marks: [{ day: "2024-01-01", count: 3, begins: false, title: HOSTILE }] }],
        "2026-01-01",
        { asOf: HOSTILE, before: () => HOSTILE },
      ),
      lagChart([{ name: HOSTILE, points: [{ lane: 0, day: "2024-01-01", title: HOSTILE }] }], [HOSTILE]),
      tileChart(
        [{ name: HOSTILE, answers: new Map<string, Answer>([["NL", "license_required"]]) }],
        { country: () => HOSTILE, answer: () => HOSTILE },
        "map0",
      ).svg.join(""),
      countryLetters(["NL"], { country: () => HOSTILE, answer: () => HOSTILE }),
    ];
    for (const svg of svgs) {
      expect(svg).not.toMatch(/<script|<style|\sstyle=|\u202e/);
      expect(svg).toContain("&lt;script&gt;");
    }
  });

  it("keep time in order, and gather the earliest days at the edge", () => {
    const axis = timeAxis({ from: "2019-01-01", until: "2027-01-01" }, 0, 800, 0, 10);
    expect(axis.x("2019-01-01")).toBe(0);
    expect(axis.x("2018-01-01")).toBe(0);
    expect(axis.x("2027-01-01")).toBe(800);
    expect(axis.x("2023-01-02")).toBeGreaterThan(axis.x("2023-01-01"));
    const days = ["1990-01-01", ...Array.from({ length: 30 }, (_, at) => `20${20 + (at % 6)}-05-01`)];
    expect(spanOf(days, "2026-09-24")).toEqual({ from: "2020-01-01", until: "2027-01-01" });
  });

  it("tell lanes apart by shape as well as by color", () => {
    const drawn = [0, 1, 2, 3, 4, 5, 6].map((at) => mark(shapeOf(at), 0, 0, 5, "#000"));
    expect(new Set(drawn).size).toBe(7);
  });

  it("give every country of a map its letters and its answer, whatever the color", () => {
    const answers = new Map<string, Answer>([
      ["NL", "no_requirement"],
      ["CN", "license_required"],
      ["XX", "undetermined"],
    ]);
    const words = { country: (code: string) => `Land ${code}`, answer: (a: Answer) => a };
    const svg = tileChart([{ name: "US", answers }], words, "m").svg.join("");
    expect(titles(svg).sort()).toEqual(["license_required", "no_requirement", "undetermined"]);
    const letters = countryLetters(answers.keys(), words);
    expect(titles(letters)).toEqual(["Land CN (CN)", "Land NL (NL)", "Land XX (XX)"]);
    for (const code of answers.keys()) {
      const [, id] = new RegExp(`<g id="([^"]+)"><title>[^<]*</title><text[^>]*>${code}</text>`).exec(
        letters,
      )!;
      expect(svg.split(`href="#${id}"`)).toHaveLength(2);
    }
    const looks = (
      ["prohibited", "license_required", "authorized", "no_requirement", "undetermined"] as const
    ).map((answer) =>
      tileChart(
        [{ name: "", answers: new Map([["NL", answer]]) }],
        { country: () => "", answer: () => "" },
        "m",
      )
        .svg.join("")
        .replaceAll(/#[0-9a-f]{6}/g, "#"),
    );
    // without colors: solid, hatched one way, hatched the other, outline
    expect(new Set(looks).size).toBe(4);
  });
});
