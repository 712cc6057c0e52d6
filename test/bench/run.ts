/** Runs all benchmarks, or those named: `npm run bench -- parse scale`. */
const names =
  process.argv.length > 2
    ? process.argv.slice(2)
    : ["parse", "scale", "decide", "diff", "compare", "analysis"];
for (const name of names) await import(`./${name}.bench.ts`);
