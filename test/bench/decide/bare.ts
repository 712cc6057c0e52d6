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
    return { name, byValue, other: bitmap((rule) => asks(rule) === undefined) };
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
    return { name, cuts, byInterval };
  });
  const verdicts = rows.map((rule) => rule.verdict);
  const [lead, departure, act, destination, family, grade] = wordColumns;
  const [tpp, share] = rangeColumns;

  const look = (column: (typeof wordColumns)[number], request: Request): Uint32Array =>
    column.byValue.get(request[column.name] as string) ?? column.other;
  const find = ({ name, cuts, byInterval }: (typeof rangeColumns)[number], request: Request): Uint32Array => {
    const x = request[name] as number;
    let low = 0;
    let high = cuts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (cuts[middle]! <= x) low = middle + 1;
      else high = middle;
    }
    return byInterval[low]!;
  };

  return (request) => {
    const a = look(lead!, request);
    const b = look(departure!, request);
    const c = look(act!, request);
    const d = look(destination!, request);
    const e = look(family!, request);
    const f = look(grade!, request);
    const g = find(tpp!, request);
    const h = find(share!, request);
    for (let w = 0; w < words; w++) {
      const bits = a[w]! & b[w]! & c[w]! & d[w]! & e[w]! & f[w]! & g[w]! & h[w]!;
      if (bits !== 0) return verdicts[(w << 5) + (31 - Math.clz32(bits & -bits))]!;
    }
    return "no_requirement";
  };
}
