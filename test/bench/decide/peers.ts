/** The same table in three other engines. Each answers with the most restrictive verdict, as ours does. */
import { preparsePolicySet, statefulIsAuthorized } from "@cedar-policy/cedar-wasm/nodejs";
import { ZenEngine } from "@gorules/zen-engine";
import { Engine } from "json-rules-engine";
import { ONE, RANGE, type Request, type Rule, type RuleVerdict, SEVERAL, VERDICTS } from "./rules.ts";

export type Answer = RuleVerdict | "no_requirement";
export type Evaluator = (request: Request) => Answer | Promise<Answer>;

const NONE: Answer = "no_requirement";

function strictestFirst(rules: readonly Rule[]): readonly Rule[] {
  return VERDICTS.flatMap((verdict) => rules.filter((rule) => rule.verdict === verdict));
}

/**
 * A decision table with the hit policy of our tables, `collect`, whose strictest hit is the answer; or with `first`, which
 * answers alike if the strictest rows stand first, but knows of no other reason.
 */
export function zen(rules: readonly Rule[], hitPolicy: "collect" | "first"): Evaluator {
  const columns = [...ONE, ...SEVERAL, ...RANGE];
  const row = (rule: Rule): Record<string, string> => {
    const cells: Record<string, string> = { _id: rule.id, verdict: JSON.stringify(rule.verdict) };
    for (const column of columns) {
      const several = rule.several[column] ?? (rule.one[column] === undefined ? [] : [rule.one[column]]);
      const range = rule.range[column];
      cells[column] =
        range !== undefined
          ? `[${range[0]}..${range[1]})`
          : several.map((value) => JSON.stringify(value)).join(", ");
    }
    return cells;
  };
  const decision = new ZenEngine().createDecision({
    nodes: [
      { id: "in", name: "in", type: "inputNode" },
      {
        id: "table",
        name: "table",
        type: "decisionTableNode",
        content: {
          hitPolicy,
          inputs: columns.map((column) => ({ id: column, name: column, field: column })),
          outputs: [{ id: "verdict", name: "verdict", field: "verdict" }],
          rules: strictestFirst(rules).map(row),
        },
      },
      { id: "out", name: "out", type: "outputNode" },
    ],
    edges: [
      { id: "a", sourceId: "in", targetId: "table", type: "edge" },
      { id: "b", sourceId: "table", targetId: "out", type: "edge" },
    ],
  });
  return async (request) => {
    const { result } = await decision.evaluate(request);
    const hits = (Array.isArray(result) ? result : [result]) as readonly ({ verdict?: RuleVerdict } | null)[];
    const places = hits.flatMap((hit) => (hit?.verdict === undefined ? [] : VERDICTS.indexOf(hit.verdict)));
    return places.length === 0 ? NONE : VERDICTS[Math.min(...places)]!;
  };
}

/** One policy for each rule; the answer names all that were satisfied. Cedar has no fractions: quarters are counted. */
export function cedar(rules: readonly Rule[]): Evaluator {
  const condition = (rule: Rule): string => {
    const tests = Object.entries(rule.one).map(([column, value]) => `context.${column} == "${value}"`);
    for (const [column, values] of Object.entries(rule.several)) {
      tests.push(`[${values.map((value) => `"${value}"`).join(", ")}].contains(context.${column})`);
    }
    for (const [column, [from, to]] of Object.entries(rule.range)) {
      tests.push(`context.${column} >= ${from * 4} && context.${column} < ${to * 4}`);
    }
    return tests.length === 0 ? "true" : tests.join(" && ");
  };
  const policies = Object.fromEntries(
    rules.map((rule) => [rule.id, `permit(principal, action, resource) when { ${condition(rule)} };`]),
  );
  const id = `rules-${rules.length}`;
  const parsed = preparsePolicySet(id, { staticPolicies: policies });
  if (parsed.type === "failure") throw new Error(`cedar: ${parsed.errors[0]?.message}`);
  const places = new Map(rules.map((rule) => [rule.id, VERDICTS.indexOf(rule.verdict)]));
  const entity = { type: "Any", id: "one" };
  return (request) => {
    const context = { ...request };
    for (const column of RANGE) context[column] = (request[column] as number) * 4;
    const answer = statefulIsAuthorized({
      principal: entity,
      action: { type: "Action", id: "ask" },
      resource: entity,
      context,
      preparsedPolicySetId: id,
      entities: [],
    });
    if (answer.type === "failure") throw new Error(`cedar: ${answer.errors[0]?.message}`);
    const found = answer.response.diagnostics.reason.map((policy) => places.get(policy)!);
    return found.length === 0 ? NONE : VERDICTS[Math.min(...found)]!;
  };
}

/** One rule with a list of conditions for each row; the events of all that hold are collected. */
export function jsonRulesEngine(rules: readonly Rule[]): Evaluator {
  const engine = new Engine();
  for (const rule of rules) {
    const all = [
      ...Object.entries(rule.one).map(([fact, value]) => ({ fact, operator: "equal", value })),
      ...Object.entries(rule.several).map(([fact, value]) => ({ fact, operator: "in", value: [...value] })),
      ...Object.entries(rule.range).flatMap(([fact, [from, to]]) => [
        { fact, operator: "greaterThanInclusive", value: from },
        { fact, operator: "lessThan", value: to },
      ]),
    ];
    engine.addRule({ conditions: { all }, event: { type: rule.verdict } });
  }
  return async (request) => {
    const { events } = await engine.run(request);
    const found = events.map((event) => VERDICTS.indexOf(event.type as RuleVerdict));
    return found.length === 0 ? NONE : VERDICTS[Math.min(...found)]!;
  };
}
