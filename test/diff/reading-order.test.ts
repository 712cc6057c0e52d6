import { expect, it } from "vitest";
import { directionOf } from "../../compiler/diff/direction.ts";
import { inReadingOrder } from "../../compiler/diff/reading-order.ts";
import type { AnswerSide } from "../../compiler/diff/report.ts";

function side(atMost: AnswerSide["atMost"], atLeast = atMost): AnswerSide {
  const verdict = atLeast === atMost ? atLeast : "undetermined";
  return { verdict, atLeast, atMost, reviewPolicy: null, reviewRange: null, routes: [] };
}

const license = side("license_required");

it("tells first what matters most to whoever reads", () => {
  const change = (name: string, jurisdiction: string, from: string, now: AnswerSide, plain = true) => ({
    ...{ name, jurisdiction, from, old: license, new: now, plain, direction: directionOf(license, now) },
  });
  const changes = [
    change("route", "NL", "2024-01-01", license),
    change("open", "NL", "2024-01-01", side("license_required", "no_requirement")),
    change("contrived", "NL", "2024-01-01", side("prohibited"), false),
    change("notice", "NL", "2024-01-01", side("notification_required")),
    change("free", "NL", "2024-01-01", side("no_requirement")),
    change("later route", "NL", "2025-01-01", license),
    change("German", "DE", "2024-01-01", side("no_requirement")),
    change("later notice", "NL", "2025-01-01", side("notification_required")),
  ];
  expect(inReadingOrder(changes).map(({ name }) => name)).toEqual([
    "free",
    "notice",
    "route",
    "later notice",
    "later route",
    "German",
    "contrived",
    "open",
  ]);
});

it("tells first, of what moves as far, what goes the way of most", () => {
  const [free, prohibited] = [side("no_requirement"), side("prohibited")];
  const change = (name: string, from: string, old: AnswerSide, now: AnswerSide) => ({
    ...{ name, jurisdiction: "US", from, old, new: now, plain: true, direction: directionOf(old, now) },
  });
  const names = (changes: readonly ReturnType<typeof change>[]): readonly string[] =>
    inReadingOrder(changes).map(({ name }) => name);
  const struck = [
    change("needs a license", "2024-01-01", free, license),
    change("is free", "2024-01-01", license, free),
    change("was prohibited", "2024-01-01", prohibited, license),
  ];
  expect(names(struck)).toEqual(["is free", "needs a license", "was prohibited"]);
  // one of another day says nothing of this one, and what balances stays as it was
  const two = struck.slice(0, 2);
  expect(names([...two, change("later", "2025-01-01", prohibited, license)])).toEqual([
    ...["needs a license", "is free", "later"],
  ]);
  const listed = [
    change("is free", "2024-01-01", license, free),
    change("needs a license", "2024-01-01", free, license),
    change("is prohibited", "2024-01-01", license, prohibited),
  ];
  expect(names(listed)).toEqual(["needs a license", "is free", "is prohibited"]);
});
