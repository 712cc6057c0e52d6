import fc from "fast-check";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import type { Expr } from "../../compiler/check/tree.ts";
import { atoms, conjunction, type Formula, formula, intervalText } from "../../compiler/normal/condition.ts";
import { exactText, key, label } from "../../compiler/normal/words.ts";
import {
  and,
  arithmetic,
  binder,
  call,
  caseFacts,
  chronology,
  code,
  compare,
  convert,
  define,
  enumType,
  fieldOf,
  inSet,
  isUnknown,
  known,
  limb,
  limbs,
  NM,
  NUMBER,
  not,
  num,
  or,
  quantifier,
  recordType,
  scheme,
  setOf,
  truth,
  variable,
  version,
  word,
} from "../support/build-program.ts";

const knowledge = enumType("knowledge", true, "none", "suspects", "aware");
const country = scheme("country", { isCountry: true });
const item = recordType("item", {
  wavelength: { kind: "number", unit: NM },
  aperture: NUMBER,
  tpp: NUMBER,
  overlay: { kind: "number", unit: NM },
});
const transaction = recordType("transaction", {
  a: { kind: "truth" },
  b: { kind: "truth" },
  c: { kind: "truth" },
  tpp: NUMBER,
  value: { kind: "money" },
  knowledge: { kind: "enum", enum: knowledge },
  destination: { kind: "code", scheme: country },
  item: { kind: "record", record: item },
  items: { kind: "list", of: item },
  family: { kind: "set", of: { kind: "enum", enum: knowledge } },
  nationalities: { kind: "set", of: { kind: "code", scheme: country } },
});
const fact = (name: string): Expr => fieldOf(caseFacts(transaction), name);
const itemFact = (name: string): Expr => fieldOf(fact("item"), name);
const from = { clause: "when", citation: null } as const;

/** Parts in short: `item.tpp >= 4800`, `!` for negated. */
function show(part: Formula): string {
  const sign = part.negated ? "!" : "";
  if (part.kind === "constant") return part.value ? "yes" : "no";
  if (part.kind !== "atom") return `${part.kind}(${part.parts.map(show).join(", ")})`;
  if (part.test.kind === "bounds")
    return `${sign}${label(part.test.subject)} ${intervalText(part.test.interval)}`;
  return `${sign}${part.test.kind}: ${label(part.expr)}`;
}
const shown = (expr: Expr, negated = false): string[] => conjunction(expr, negated, from).map(show);

describe("conditions in normal form", () => {
  it("merges a chain of comparisons into an interval", () => {
    const chain = and(compare(num(1600), "<=", fact("tpp")), compare(fact("tpp"), "<", num(4800)));
    expect(shown(chain)).toEqual(["tpp >= 1600 and < 4800"]);
  });

  it("keeps two bounds on one side apart, and negated ones", () => {
    expect(shown(and(compare(fact("tpp"), ">", num(1)), compare(fact("tpp"), ">", num(2))))).toEqual([
      "tpp > 1",
      "tpp > 2",
    ]);
    expect(shown(and(compare(fact("tpp"), ">", num(1)), not(compare(fact("tpp"), ">=", num(2)))))).toEqual([
      "tpp > 1",
      "!tpp >= 2",
    ]);
  });

  it("marks negation instead of turning the operator, since not applicable makes both sides no", () => {
    expect(shown(not(compare(fact("tpp"), "<", num(5))))).toEqual(["!tpp < 5"]);
    expect(shown(compare(fact("tpp"), "!=", num(5)))).toEqual(["!tpp = 5"]);
  });

  it("pushes negation through and, or, limbs and quantifiers", () => {
    expect(shown(or(fact("a"), fact("b")), true)).toEqual(["!truth: a", "!truth: b"]);
    expect(shown(and(fact("a"), fact("b")), true)).toEqual(["any(!truth: a, !truth: b)"]);
    const block = limbs("any", limb("(1)", fact("a"), { unless: fact("b") }), limb("(2)", fact("c")));
    expect(shown(block)).toEqual(["any(all(truth: a, !truth: b), truth: c)"]);
    expect(shown(block, true)).toEqual(["any(!truth: a, truth: b)", "!truth: c"]);
    expect(shown(limbs("no", limb(null, fact("a")), limb(null, fact("b"))))).toEqual([
      "!truth: a",
      "!truth: b",
    ]);
    const over = binder(variable("x", { kind: "record", record: item }), fact("items"), fact("a"));
    expect(shown(quantifier("no", over))).toEqual(["!truth: any x in items where a"]);
  });

  it("folds constants", () => {
    expect(shown(and(truth(true), fact("a")))).toEqual(["truth: a"]);
    expect(shown(or(truth(true), fact("a")))).toEqual([]);
    expect(shown(and(truth(false), fact("a")))).toEqual(["no"]);
    expect(shown(compare(num(2), "<", num(3)))).toEqual([]);
    const third = arithmetic(num(1), "/", num(3));
    expect(shown(compare(fact("tpp"), ">", third))).toEqual(["tpp > 1/3"]);
    expect(shown(compare(fact("tpp"), ">", arithmetic(num(1), "/", num(0))))).toEqual(["truth: tpp > 1 / 0"]);
  });

  it("tests a converted fact on the fact's own axis", () => {
    const kelvin = { text: "K", dimension: {}, factor: new Fraction(1), offset: new Fraction(0) };
    expect(shown(compare(convert(itemFact("overlay"), "2", kelvin, "10"), "<=", num(15, kelvin)))).toEqual([
      "item.overlay <= 2.5",
    ]);
    expect(shown(compare(convert(itemFact("overlay"), "-2", kelvin), "<=", num(15, kelvin)))).toEqual([
      "item.overlay >= -7.5",
    ]);
  });

  it("turns ordered words into sets of words", () => {
    const aware = compare(fact("knowledge"), ">=", word(knowledge, "suspects"));
    const [part] = conjunction(aware, false, from);
    expect(part?.kind === "atom" && part.test.kind === "member" && label(part.test.set)).toBe(
      "{suspects, aware}",
    );
  });

  it("types the other tests", () => {
    expect(
      shown(inSet(fact("destination"), setOf({ kind: "code", scheme: country }, code(country, "CN")))),
    ).toEqual(["member: destination in CN"]);
    expect(shown(compare(fact("destination"), "=", code(country, "CN")))).toEqual([
      "equals: destination = CN",
    ]);
    const family = conjunction(inSet(word(knowledge, "aware"), fact("family")), false, from)[0];
    expect(family?.kind === "atom" && family.test.kind === "meets" && label(family.test.subject)).toBe(
      "family",
    );
    expect(shown(inSet(code(country, "CN"), fact("nationalities")))).toEqual(["member: CN in nationalities"]);
    expect(shown(isUnknown(fact("tpp")))).toEqual(["unstated: tpp is unknown"]);
    expect(shown(known(fact("a")))).toEqual(["truth: known that a"]);
    expect(shown(compare(fact("tpp"), "<", itemFact("tpp")))).toEqual(["truth: tpp < item.tpp"]);
  });
});

describe("formulas", () => {
  const k = variable("k", NUMBER);
  const it_ = variable("it", { kind: "record", record: item });
  const itFact = (name: string): Expr =>
    fieldOf({ kind: "variable", variable: it_, type: it_.type, span: it_.span }, name);
  const kExpr: Expr = { kind: "variable", variable: k, type: NUMBER, span: k.span };
  const value = arithmetic(arithmetic(kExpr, "*", itFact("wavelength")), "/", itFact("aperture"));
  const mrf = define("mrf", { kind: "number", unit: NM }, { it: it_, parameters: [k], value });

  const axis = (expr: Expr) => {
    const [part] = conjunction(expr, false, from);
    if (part?.kind !== "atom" || part.test.kind !== "bounds" || part.test.axis === null)
      throw new Error("no axis");
    const { product, interval } = part.test.axis;
    return {
      key: product.key,
      coefficient: exactText(product.coefficient),
      interval: intervalText(interval),
    };
  };

  it("share one axis where they differ by a factor", () => {
    const quarter = axis(compare(call(mrf, fact("item"), num("0.25")), "<=", num(45, NM)));
    const third = axis(compare(call(mrf, fact("item"), num("0.35")), "<=", num(45, NM)));
    expect(quarter).toEqual({
      key: "case.item.aperture^-1 * case.item.wavelength",
      coefficient: "0.25",
      interval: "<= 180",
    });
    expect(third).toEqual({ ...quarter, coefficient: "0.35", interval: "<= 900/7" });
  });

  it("keep what was written beside it", () => {
    expect(shown(compare(call(mrf, fact("item"), num("0.25")), "<=", num(45, NM)))).toEqual([
      "item.mrf(0.25) <= 45",
    ]);
  });

  it("turn round under a negative factor and cancel powers", () => {
    const minus = arithmetic(num(-2), "*", itemFact("tpp"));
    expect(axis(compare(minus, "<=", num(10))).interval).toBe(">= -5");
    const cancelled = arithmetic(
      arithmetic(itemFact("tpp"), "*", itemFact("aperture")),
      "/",
      itemFact("tpp"),
    );
    expect(axis(compare(cancelled, "<", num(1))).key).toBe("case.item.aperture");
  });

  it("are not opened where they change from day to day", () => {
    const dated = define("dated", NUMBER, {
      it: it_,
      value,
      chronology: chronology([version("2020-01-01", { value, unless: null })]),
    });
    expect(axis(compare(call(dated, fact("item")), "<=", num(45))).key).toBe("case.item.test.dated");
  });
});

describe("the wording of expressions", () => {
  it("writes what a person would write", () => {
    const CN = setOf({ kind: "code", scheme: country }, code(country, "CN"));
    const two = setOf({ kind: "code", scheme: country }, code(country, "CN"), code(country, "US"));
    expect(label(not(inSet(fact("destination"), CN)))).toBe("destination not in CN");
    expect(label(inSet(fact("destination"), two))).toBe("destination in {CN, US}");
    expect(label(not(isUnknown(fact("tpp"))))).toBe("tpp is not unknown");
    expect(key(not(inSet(fact("destination"), CN)))).toBe("not case.destination in {test.country CN}");
    const eccn = scheme("ECCN");
    expect(label(inSet(fact("destination"), code(eccn, "3A090.a")))).toBe("destination in ECCN 3A090.a");
  });

  it("puts brackets where the structure needs them", () => {
    expect(label(and(or(fact("a"), fact("b")), not(and(fact("a"), fact("c")))))).toBe(
      "(a or b) and not (a and c)",
    );
    expect(label(arithmetic(fact("tpp"), "-", arithmetic(fact("tpp"), "-", num(1))))).toBe("tpp - (tpp - 1)");
  });

  it("gives different keys to different readings", () => {
    const a = arithmetic(arithmetic(fact("tpp"), "-", fact("tpp")), "-", num(1));
    const b = arithmetic(fact("tpp"), "-", arithmetic(fact("tpp"), "-", num(1)));
    expect(key(a)).not.toBe(key(b));
    expect(key(convert(fact("tpp"), "2", NM))).not.toBe(key(fact("tpp")));
  });

  it("writes exact numbers as decimals where they end", () => {
    const texts = ["0", "-12.5", "1/3", "900/7", "0.0019", "1/1000000000", "30000000000", "-1/8"].map((t) =>
      exactText(new Fraction(t)),
    );
    expect(texts).toEqual(["0", "-12.5", "1/3", "900/7", "0.0019", "0.000000001", "30000000000", "-0.125"]);
  });
});

// --------------------------------------------------------------------------------- truth is kept, in all four values

type Truth = "yes" | "no" | "unstated" | "missing";
type State = Truth | "na" | number;
type Facts = Readonly<Record<string, State>>;

const both = (values: readonly Truth[]): Truth =>
  values.includes("no")
    ? "no"
    : values.includes("missing")
      ? "missing"
      : values.includes("unstated")
        ? "unstated"
        : "yes";
const negate = (t: Truth): Truth => (t === "yes" ? "no" : t === "no" ? "yes" : t);
const either = (values: readonly Truth[]): Truth => negate(both(values.map(negate)));

/** The meaning of the conditions generated below, read off the expression. */
function meaning(expr: Expr, facts: Facts): Truth {
  switch (expr.kind) {
    case "const":
      return expr.value.kind === "truth" && expr.value.value ? "yes" : "no";
    case "field": {
      const state = facts[expr.field.name];
      return state === "na" || typeof state === "number" || state === undefined ? "no" : state;
    }
    case "and":
      return both(expr.operands.map((o) => meaning(o, facts)));
    case "or":
      return either(expr.operands.map((o) => meaning(o, facts)));
    case "not":
      return negate(meaning(expr.operand, facts));
    case "limbs": {
      const values = expr.limbs.map((l) =>
        both([meaning(l.condition, facts), l.unless === null ? "yes" : negate(meaning(l.unless, facts))]),
      );
      if (expr.quantifier === "all") return both(values);
      return expr.quantifier === "any" ? either(values) : negate(either(values));
    }
    case "knowledge": {
      const t = meaning(expr.operand, facts);
      if (expr.test === "known") return t === "unstated" ? "no" : t;
      return t === "unstated" ? "yes" : t === "missing" ? "missing" : "no";
    }
    case "compare": {
      if (expr.op === "!=") return negate(meaning({ ...expr, op: "=" }, facts));
      return compareFact(expr, facts);
    }
    default:
      throw new Error(`not generated: ${expr.kind}`);
  }
}

function compareFact(expr: Extract<Expr, { kind: "compare" }>, facts: Facts): Truth {
  const side = (e: Expr): State =>
    e.kind === "field"
      ? facts[e.field.name]!
      : e.kind === "const" && e.value.kind === "number"
        ? e.value.value.valueOf()
        : "na";
  const [left, right] = [side(expr.left), side(expr.right)];
  if (left === "na" || right === "na") return "no";
  if (left === "missing" || right === "missing") return "missing";
  if (typeof left !== "number" || typeof right !== "number") return "unstated";
  const sign = left - right;
  const holds = {
    "=": sign === 0,
    "<": sign < 0,
    "<=": sign <= 0,
    ">": sign > 0,
    ">=": sign >= 0,
    "!=": sign !== 0,
  };
  return holds[expr.op] ? "yes" : "no";
}

/** The same of a formula; leaves that are not bounds are read through their expression. */
function meaningOf(part: Formula, facts: Facts): Truth {
  if (part.kind === "constant") return part.value ? "yes" : "no";
  if (part.kind === "all") return both(part.parts.map((p) => meaningOf(p, facts)));
  if (part.kind === "any") return either(part.parts.map((p) => meaningOf(p, facts)));
  const sign = part.negated ? negate : (t: Truth): Truth => t;
  if (part.test.kind !== "bounds" || part.test.subject.kind !== "field")
    return sign(meaning(part.expr, facts));
  const state = facts[part.test.subject.field.name]!;
  if (state === "na") return sign("no");
  if (typeof state !== "number") return state === "missing" ? "missing" : "unstated";
  const { low, high } = part.test.interval;
  const at = (bound: NonNullable<typeof low>): number =>
    bound.at.kind === "number" ? bound.at.value.valueOf() : Number.NaN;
  const above = low === null || (low.open ? state > at(low) : state >= at(low));
  const below = high === null || (high.open ? state < at(high) : state <= at(high));
  return sign(above && below ? "yes" : "no");
}

const truths = fc.constantFrom(..."abc").map((name) => () => fact(name));
const comparisons = fc
  .tuple(fc.constantFrom("=", "!=", "<", "<=", ">", ">="), fc.integer({ min: 0, max: 3 }), fc.boolean())
  .map(
    ([op, bound, turned]) =>
      () =>
        turned ? compare(num(bound), op as "<", fact("tpp")) : compare(fact("tpp"), op as "<", num(bound)),
  );
const { condition } = fc.letrec<{ condition: () => Expr }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, depthIdentifier: "condition" },
    { weight: 3, arbitrary: truths },
    { weight: 3, arbitrary: comparisons },
    { weight: 1, arbitrary: fc.boolean().map((value) => () => truth(value)) },
    {
      weight: 3,
      arbitrary: fc.tuple(fc.boolean(), fc.array(tie("condition"), { minLength: 2, maxLength: 3 })).map(
        ([isAnd, parts]) =>
          () =>
            (isAnd ? and : or)(...parts.map((p) => p())),
      ),
    },
    { weight: 2, arbitrary: tie("condition").map((c) => () => not(c())) },
    { weight: 1, arbitrary: tie("condition").map((c) => () => known(c())) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          fc.constantFrom("any" as const, "all" as const, "no" as const),
          fc.array(fc.tuple(tie("condition"), fc.option(tie("condition"), { nil: null })), {
            minLength: 1,
            maxLength: 3,
          }),
        )
        .map(
          ([quantifier, members]) =>
            () =>
              limbs(
                quantifier,
                ...members.map(([c, u]) => limb(null, c(), { unless: u === null ? null : u() })),
              ),
        ),
    },
  ),
}));
const states = fc.record({
  a: fc.constantFrom<Truth>("yes", "no", "unstated", "missing"),
  b: fc.constantFrom<Truth>("yes", "no", "unstated", "missing"),
  c: fc.constantFrom<State>("yes", "no", "unstated", "missing", "na"),
  tpp: fc.constantFrom<State>(0, 1, 2, 3, "unstated", "missing", "na"),
});

describe("normal form and meaning", () => {
  it("have the same truth value for every state of the facts", () => {
    fc.assert(
      fc.property(condition, fc.boolean(), states, (make, negated, facts) => {
        const expr = make();
        const want = negated ? negate(meaning(expr, facts)) : meaning(expr, facts);
        expect(meaningOf(formula(expr, negated, from), facts)).toBe(want);
        expect(both(conjunction(expr, negated, from).map((p) => meaningOf(p, facts)))).toBe(want);
      }),
      { numRuns: 3000 },
    );
  });

  it("keep every leaf's place", () => {
    const expr = and(fact("a"), or(fact("b"), compare(fact("tpp"), "<", num(1))));
    const places = conjunction(expr, false, from)
      .flatMap(atoms)
      .map((a) => a.span.start);
    expect(new Set(places).size).toBe(3);
  });
});
