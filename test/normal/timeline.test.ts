import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Chronology, DatedStatus, DatedVersion, GroupChange } from "../../compiler/check/tree.ts";
import type { Rectangle } from "../../compiler/normal/timeline.ts";
import { groupStretches, isTimeless, stretches } from "../../compiler/normal/timeline.ts";
import { change, chronology, status, truth, undated, version } from "../support/build-program.ts";

/** `2022-10-21..2023-11-17 known 2022-10-07.. text unclear: value` */
function show(r: Rectangle): string {
  const known =
    r.knownFrom === null && r.knownUntil === null ? "" : ` known ${r.knownFrom ?? ""}..${r.knownUntil ?? ""}`;
  const view = r.view === "both" ? "" : ` ${r.view}`;
  const state = r.state === "in_force" ? "" : ` ${r.state}`;
  return `${r.from ?? ""}..${r.until ?? ""}${known}${view}${state}`;
}

const shown = (c: Chronology<string>): string[] =>
  stretches(c).map(({ effective, version: v }) => `${show(effective)}: ${v.value}`);

describe("rectangles of two clocks", () => {
  it("gives an undated declaration the whole plane", () => {
    expect(shown(undated("a"))).toEqual(["..: a"]);
    expect(isTimeless(undated("a"))).toBe(true);
  });

  it("lets the earlier version go on while the later one is not known", () => {
    const rules = chronology([
      version("2022-10-21", "v1", { known: "2022-10-07" }),
      version("2023-11-17", "v2", { known: "2023-10-17" }),
    ]);
    expect(shown(rules)).toEqual([
      "2022-10-21..2023-11-17 known 2022-10-07..: v1",
      "2023-11-17.. known 2022-10-07..2023-10-17: v1",
      "2023-11-17.. known 2023-10-17..: v2",
    ]);
    expect(isTimeless(rules)).toBe(false);
  });

  it("knows a retroactive version only from its publication", () => {
    const rules = chronology([version("2025-09-29", "v", { known: "2025-09-30" })]);
    expect(shown(rules)).toEqual(["2025-09-29.. known 2025-09-30..: v"]);
  });

  it("keeps bounds of the source where everything was always known", () => {
    const rules = chronology([
      version("2020-01-01", "a", { known: null }),
      version("2021-01-01", "b", { known: null }),
    ]);
    expect(shown(rules)).toEqual(["2020-01-01..2021-01-01: a", "2021-01-01..: b"]);
  });

  it("marks what lies before an unrecorded beginning", () => {
    const rules = chronology([version("2019-01-01", "v", { before: true, known: null })]);
    expect(shown(rules)).toEqual(["..2019-01-01 unrecorded: v", "2019-01-01..: v"]);
  });

  it("cuts out a suspension that lapses by itself, once it is known", () => {
    const rules = chronology(
      [version("2025-09-29", "v", { known: null })],
      [status("suspended", "2025-11-10", "2026-11-10", "2025-11-12")],
    );
    expect(shown(rules)).toEqual([
      "2025-09-29..2025-11-10: v",
      "2025-11-10..2026-11-10 known ..2025-11-12: v",
      "2026-11-10..: v",
    ]);
  });

  it("confines unenforced text to the text view", () => {
    const rules = chronology(
      [version("2025-05-15", "v", { known: null })],
      [status("unenforced", "2025-05-13", null, null)],
    );
    expect(shown(rules)).toEqual(["2025-05-15.. text: v"]);
  });

  it("marks what is unclear and ends what has ended", () => {
    const rules = chronology(
      [version("2020-01-01", "v", { known: null })],
      [status("unclear", "2021-01-01", "2022-01-01", null), status("ended", "2023-01-01", null, null)],
    );
    expect(shown(rules)).toEqual([
      "2020-01-01..2021-01-01: v",
      "2021-01-01..2022-01-01 unclear: v",
      "2022-01-01..2023-01-01: v",
    ]);
  });

  it("adds up the changes of a group that were known", () => {
    const members = (operation: GroupChange["operation"]) => change(operation, truth(true));
    const group = chronology([
      version("2022-10-21", members("set"), { known: null }),
      version("2023-01-17", members("add"), { known: "2023-01-18" }),
      version("2023-11-17", members("remove"), { known: null }),
      version("2024-01-01", members("set"), { known: null }),
    ]);
    const index = (v: DatedVersion<GroupChange>): number => group.versions.indexOf(v);
    expect(
      groupStretches(group).map((s) => `${show(s.effective)}: ${s.changes.map(index).join("")}`),
    ).toEqual([
      "2022-10-21..2023-01-17: 0",
      "2023-01-17..2023-11-17 known ..2023-01-18: 0",
      "2023-01-17..2023-11-17 known 2023-01-18..: 01",
      "2023-11-17..2024-01-01 known ..2023-01-18: 02",
      "2023-11-17..2024-01-01 known 2023-01-18..: 012",
      "2024-01-01..: 3",
    ]);
  });
});

// ------------------------------------------------------------------------------------------- against the meaning

const day = fc.integer({ min: 1, max: 9 }).map((n) => `2020-01-0${n}`);
const maybeDay = fc.option(day, { nil: null });

const statuses: fc.Arbitrary<readonly DatedStatus[]> = fc.array(
  fc
    .record({
      word: fc.constantFrom(
        "suspended" as const,
        "unenforced" as const,
        "unclear" as const,
        "ended" as const,
      ),
      from: day,
      until: maybeDay,
      known: maybeDay,
    })
    .map((s) => status(s.word, s.from, s.word === "ended" ? null : s.until, s.known)),
  { maxLength: 3 },
);

const chronologies = fc
  .record({
    starts: fc.uniqueArray(day, { minLength: 1, maxLength: 4 }),
    known: fc.array(maybeDay, { minLength: 4, maxLength: 4 }),
    before: fc.boolean(),
    operations: fc.array(fc.constantFrom("set" as const, "add" as const, "remove" as const), {
      minLength: 4,
      maxLength: 4,
    }),
    statuses,
  })
  .map((parts) =>
    chronology(
      parts.starts.sort().map((from, i) =>
        version(from, change(parts.operations[i]!, truth(true)), {
          known: parts.known[i]!,
          before: i === 0 && parts.before,
        }),
      ),
      parts.statuses,
    ),
  );

interface Point {
  readonly day: string;
  /** null: everything is known */
  readonly known: string | null;
  readonly view: "text" | "practice";
}

const points: fc.Arbitrary<Point> = fc.record({
  day: fc.integer({ min: 0, max: 12 }).map((n) => `2020-01-${String(n).padStart(2, "0")}`),
  known: fc.option(
    fc.integer({ min: 0, max: 12 }).map((n) => `2020-01-${String(n).padStart(2, "0")}`),
    { nil: null },
  ),
  view: fc.constantFrom("text" as const, "practice" as const),
});

function lies(point: Point, r: Rectangle): boolean {
  const { known } = point;
  return (
    (r.from === null || r.from <= point.day) &&
    (r.until === null || point.day < r.until) &&
    (r.knownFrom === null || known === null || r.knownFrom <= known) &&
    (r.knownUntil === null || (known !== null && known < r.knownUntil)) &&
    (r.view === "both" || r.view === point.view)
  );
}

/** Section 2 of the meaning, sentence by sentence. */
function expected(
  c: Chronology<GroupChange>,
  point: Point,
): { version: number; changes: string; state: string } | null {
  const isKnown = (known: string | null): boolean =>
    known === null || point.known === null || known <= point.known;
  const versions = c.versions.map((v, index) => ({ ...v, index })).filter((v) => isKnown(v.known));
  const begun = versions.filter((v) => v.from === null || v.from <= point.day);
  const words = c.statuses
    .filter((s) => isKnown(s.known) && s.from <= point.day && (s.until === null || point.day < s.until))
    .map((s) => s.word);
  if (words.includes("suspended") || words.includes("ended")) return null;
  if (words.includes("unenforced") && point.view === "practice") return null;
  const last = begun.at(-1);
  if (last === undefined) {
    const first = versions[0];
    return first?.before ? { version: first.index, changes: String(first.index), state: "unrecorded" } : null;
  }
  let changes = "";
  for (const v of begun) changes = v.value.operation === "set" ? String(v.index) : changes + v.index;
  return { version: last.index, changes, state: words.includes("unclear") ? "unclear" : "in_force" };
}

describe("rectangles against the meaning", () => {
  it("agree at every point, and never meet", () => {
    fc.assert(
      fc.property(chronologies, fc.array(points, { minLength: 20, maxLength: 20 }), (c, where) => {
        const plain = stretches(c);
        const groups = groupStretches(c);
        for (const point of where) {
          const want = expected(c, point);
          const at = plain.filter((s) => lies(point, s.effective));
          const atGroup = groups.filter((s) => lies(point, s.effective));
          expect(
            at.map((s) => ({ version: c.versions.indexOf(s.version), state: s.effective.state })),
          ).toEqual(want === null ? [] : [{ version: want.version, state: want.state }]);
          expect(atGroup.map((s) => s.changes.map((v) => c.versions.indexOf(v)).join(""))).toEqual(
            want === null ? [] : [want.changes],
          );
        }
      }),
      { numRuns: 300 },
    );
  });
});
