/** Answers of the whole law as the editor has it: compiled when it is first asked, and kept until it changes. */
import {
  type AskedFor,
  type CaseFacts,
  caseFacts,
  type Evaluation,
  evaluateCase,
} from "../../compiler/editor/index.ts";
import { type CaseProblem, type Compilation, compile, type Host } from "../../compiler/index.ts";
import { OverlayHost } from "./overlay-host.ts";
import type { Snapshot } from "./snapshot.ts";

const laws = new WeakMap<Snapshot, Compilation>();

/** The whole law of a snapshot; `host` gives what is no source: manifest, packages and data files. */
function lawOf(snapshot: Snapshot, host: Host): Compilation {
  let law = laws.get(snapshot);
  if (law === undefined) {
    const texts = new Map([...snapshot.sources].map(([path, { text }]) => [path, text]));
    const files = new Map([...snapshot.sources].map(([path, { parsed }]) => [path, parsed]));
    law = compile(new OverlayHost(host, texts), [], { workspace: { files, overlays: new Map() } });
    laws.set(snapshot, law);
  }
  return law;
}

/** What a case may state; null where the sources declare no transaction. */
export function factsOf(snapshot: Snapshot, host: Host): CaseFacts | null {
  return caseFacts(lawOf(snapshot, host));
}

/** What the law answers, or what is wrong with the case; null while the law has errors. */
export function evaluate(
  snapshot: Snapshot,
  host: Host,
  facts: unknown,
  asked: AskedFor,
): Evaluation | { readonly problems: readonly CaseProblem[] } | null {
  return evaluateCase(lawOf(snapshot, host), facts, asked);
}
