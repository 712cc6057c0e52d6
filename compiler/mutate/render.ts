/** What became of the mutants, for people and as JSON. */
import { plainText } from "../render/text.ts";
import type { Paint, PlaceOf } from "../scenario/render.ts";
import type { Mutation } from "./run.ts";

/** The score, then each survivor with its place and what would kill it. */
export function prettyMutation(mutation: Mutation, placeOf: PlaceOf, paint: Paint): string {
  const { mutants, tried, seed, killed, equivalent, survivors, score } = mutation;
  const which = seed === null ? `all ${tried}` : `${tried} of ${mutants}, seed ${seed}`;
  const figures =
    equivalent === null
      ? `${survivors.length} survived, which were not judged: score at least`
      : `${survivors.length} survived, ${equivalent} change no answer: score`;
  const lines = [`Mutants (${which})`, `  ${killed} killed, ${figures} ${score.toFixed(1)} %`];
  for (const { mutant, seen, scenario } of survivors) {
    lines.push("", `${paint.bad("survived")} ${plainText(mutant.of)}  ${paint.soft(placeOf(mutant.span))}`);
    lines.push(`  ${plainText(mutant.change)}`);
    lines.push(`  ${paint.soft(seen ? "seen by a scenario whose answer stays" : "no scenario gets there")}`);
    if (scenario !== null) lines.push(...scenario.split("\n").map((line) => `    ${line}`));
  }
  return `${lines.join("\n")}\n`;
}

/** The same for `--reporter json`, by `compiler/scenario/results.schema.json`. */
export function jsonMutation({ survivors, ...figures }: Mutation, placeOf: PlaceOf): object {
  return {
    ...figures,
    survived: survivors.length,
    survivors: survivors.map(({ mutant, seen, scenario }) => ({
      kind: mutant.kind,
      of: mutant.of,
      change: mutant.change,
      place: placeOf(mutant.span),
      seen,
      scenario,
    })),
  };
}
