/** What is kept of a law from one day to another holds exactly where the same would be read. */
import { describe, expect, it } from "vitest";
import type { Point } from "../../compiler/analysis/opening/moment.ts";
import { isDuring, Kept, Readings } from "../../compiler/analysis/opening/stretch.ts";
import type { Rectangle } from "../../compiler/normal/timeline.ts";

const on = (asOf: string, today?: string): Point => ({
  asOf,
  knownAt: null,
  view: "text",
  ...(today === undefined ? {} : { today }),
});

const version = (from: string | null, until: string | null, view: Rectangle["view"] = "both"): Rectangle => ({
  from,
  until,
  knownFrom: null,
  knownUntil: null,
  view,
  state: "in_force",
});

describe("what is kept from day to day", () => {
  it("holds while each version that was looked at is in or out of force as before", () => {
    const readings = new Readings();
    const { value, during } = readings.watch(on("2024-03-01"), () => [
      readings.isWithin(version("2024-01-01", "2024-06-01"), on("2024-03-01")),
      readings.isWithin(version("2024-05-01", null), on("2024-03-01")),
      readings.isWithin(version("2024-02-01", "2024-04-01", "practice"), on("2024-03-01")),
    ]);
    expect(value).toEqual([true, false, false]);
    expect(during).toEqual({ from: "2024-01-01", until: "2024-05-01", today: null });
  });

  it("is made once for the days of a stretch, and binds what is made of it when it is recalled", () => {
    const readings = new Readings();
    const kept = new Kept<string, string>();
    let made = 0;
    const ask = (point: Point): string =>
      readings.recall(kept, "c", point, () => {
        made += 1;
        return readings.isWithin(version("2024-01-01", "2024-06-01"), point) ? "in" : "out";
      });
    expect([ask(on("2024-02-01")), ask(on("2024-05-31")), ask(on("2024-06-01"))]).toEqual([
      "in",
      "in",
      "out",
    ]);
    expect(made).toBe(2);
    expect(readings.watch(on("2024-03-01"), () => ask(on("2024-03-01"))).during.until).toBe("2024-06-01");
  });

  it("is of one day where facts are compared with today, and of another reading's day where a saving leads", () => {
    const readings = new Readings();
    const facts = readings.watch(on("2024-03-01", "2024-03-02"), () =>
      readings.today(on("2024-03-01", "2024-03-02")),
    );
    expect(facts).toEqual({ value: "2024-03-02", during: { from: null, until: null, today: "2024-03-02" } });
    expect(isDuring(facts.during, on("2024-03-02"))).toBe(true);
    expect(isDuring(facts.during, on("2024-03-03"))).toBe(false);
    const law = readings.watch(on("2024-03-01", "2024-03-02"), () => readings.today(on("2024-03-01")));
    expect(law.during).toEqual({ from: "2024-03-01", until: "2024-03-02", today: null });
    const saved = readings.watch(on("2024-03-01"), () =>
      readings.isWithin(version("2020-01-01", "2021-01-01"), on("2020-05-01")),
    );
    expect(saved).toEqual({ value: true, during: { from: null, until: null, today: null } });
  });
});
