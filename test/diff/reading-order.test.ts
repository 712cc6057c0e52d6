import { expect, it } from "vitest";
import { inReadingOrder } from "../../compiler/diff/reading-order.ts";
import type { AnswerSide } from "../../compiler/diff/report.ts";

function side(atMost: AnswerSide["atMost"], atLeast = atMost): AnswerSide {
  const verdict = atLeast === atMost ? atLeast : "undetermined";
  return { verdict, atLeast, atMost, reviewPolicy: null, reviewRange: null, routes: [] };
}

const license = side("license_required");

it("tells first what matters most to whoever reads", () => {
  const change = (name: string, jurisdiction: string, from: string, now: AnswerSide, plain = true) => ({
    ...{ name, jurisdiction, from, old: license, new: now, plain },
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
