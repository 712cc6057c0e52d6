/**
 * The bar: the least that a bitmap evaluator can do. It knows its eight columns, trusts its input, returns a verdict and
 * nothing else. Rows stand strictest first; one bitmap for each value of a column and each interval between cuts.
 */
import { ONE, RANGE, type Request, type Rule, type RuleVerdict, SEVERAL, VERDICTS } from "./rules.ts";

export function bareEvaluator(rules: readonly Rule[]): (request: Request) => RuleVerdict | "no_requirement" {
  const rows = VERDICTS.flatMap((verdict) => rules.filter((rule) => rule.verdict === verdict));
  const words = (rows.length + 31) >>> 5;
  const bitmap = (holds: (rule: Rule) => boolean): Uint32Array => {
    const bits = new Uint32Array(words);
    rows.forEach((rule, i) => {
      if (holds(rule)) bits[i >>> 5]! |= 1 << (i & 31);
    });
    return bits;
  };
  const wordColumns = [...ONE, ...SEVERAL].map((name) => {
    const asks = (rule: Rule): readonly string[] | undefined =>
      rule.several[name] ?? (rule.one[name] === undefined ? undefined : [rule.one[name]]);
    const values = new Set(rows.flatMap((rule) => asks(rule) ?? []));
    const byValue = new Map(
      [...values].map((value) => [value, bitmap((rule) => asks(rule)?.includes(value) ?? true)]),
    );
    return { byValue, other: bitmap((rule) => asks(rule) === undefined) };
  });
  const rangeColumns = RANGE.map((name) => {
    const cuts = Float64Array.from(new Set(rows.flatMap((rule) => rule.range[name] ?? []))).sort();
    // Interval i holds the numbers from cut i - 1 up to cut i.
    const byInterval = Array.from({ length: cuts.length + 1 }, (_, i) => {
      const x = i === 0 ? Number.NEGATIVE_INFINITY : cuts[i - 1]!;
      return bitmap((rule) => {
        const range = rule.range[name];
        return range === undefined || (x >= range[0] && x < range[1]);
      });
    });
    // Equal stretches and how many cuts lie before each: a number is looked for among the cuts of its stretch alone.
    const perUnit = (4 * cuts.length) / (cuts[cuts.length - 1]! - cuts[0]!);
    const before = new Int32Array(4 * cuts.length + 3);
    const origin = cuts[0]!;
    const stretchOf = (x: number): number => {
      const place = (x - origin) * perUnit;
      return place > 0 ? (place < before.length - 2 ? Math.trunc(place) : before.length - 2) : 0;
    };
    for (const cut of cuts) before[stretchOf(cut) + 1]!++;
    for (let i = 1; i < before.length; i++) before[i]! += before[i - 1]!;
    return { cuts, byInterval, before, origin, perUnit };
  });
  const verdicts = rows.map((rule) => rule.verdict);
  const [lead, departure, act, destination, family, grade] = wordColumns;
  const [tpp, share] = rangeColumns;

  const look = ({ byValue, other }: (typeof wordColumns)[number], value: unknown): Uint32Array =>
    byValue.get(value as string) ?? other;
  const find = (
    { cuts, byInterval, before, origin, perUnit }: (typeof rangeColumns)[number],
    x: number,
  ): Uint32Array => {
    const place = (x - origin) * perUnit;
    const stretch = place > 0 ? (place < before.length - 2 ? Math.trunc(place) : before.length - 2) : 0;
    let low = before[stretch]!;
    const high = before[stretch + 1]!;
    while (low < high && cuts[low]! <= x) low++;
    return byInterval[low]!;
  };

  return (request) => {
    const a = look(lead!, request.lead);
    const b = look(departure!, request.departure);
    const c = look(act!, request.act);
    const d = look(destination!, request.destination);
    const e = look(family!, request.family);
    const f = look(grade!, request.grade);
    const g = find(tpp!, request.tpp as number);
    const h = find(share!, request.share as number);
    for (let w = 0; w < words; w++) {
      const bits = a[w]! & b[w]! & c[w]! & d[w]! & e[w]! & f[w]! & g[w]! & h[w]!;
      if (bits !== 0) return verdicts[(w << 5) + (31 - Math.clz32(bits & -bits))]!;
    }
    return "no_requirement";
  };
}
