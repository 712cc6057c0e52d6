/**
 * The explorer as a reader uses it, in a real browser with the tables of all examples: from a changed fact to the verdicts of all
 * jurisdictions in the page, and to all else that they say (reasons, what is missing) and the form with it, over many changes of
 * different facts. Verdicts are drawn before anything else is worked out, so the second takes some frames more. Times of the clock grow with the load of the machine, which is said; times of the
 * processor, which the browser counts for its own thread, grow less. A frame is 16 ms.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { fragmentOf } from "../../compiler/explorer/link.ts";
import { chromiumPath, launchChromium, openPage } from "../support/chromium.ts";
import { examples, explorerPages } from "../support/explorer-page.ts";
import { machine, table } from "./support.ts";

const CHANGES = Number(process.env.CORDON_BENCH_CHANGES ?? 200);
const AS_OF = "2026-09-24";
/** Facts changed of one case, before the next is taken. */
const OF_ONE_CASE = 10;

interface Measured {
  readonly path: string;
  /** milliseconds until the verdicts of all jurisdictions are in the page: of the clock */
  readonly verdicts: number;
  /** milliseconds until all that they answer is in the page, frames between included: of the clock */
  readonly clock: number;
  /** the longest that the page was busy at once on the way there: a frame that is due then waits as long */
  readonly longest: number;
  /** milliseconds of the processor, all that the change makes the page do until it rests */
  readonly processor: number;
}

const law = examples();
const folder = mkdtempSync(join(tmpdir(), "cordon-bench-"));
const file = join(folder, "explorer.html");
writeFileSync(file, (await explorerPages(law, ["en"])).get("en")!);

if (chromiumPath === null) console.log("explorer: no Chromium");
else await measure();
rmSync(folder, { recursive: true, force: true });

async function measure(): Promise<void> {
  const browser = await launchChromium();
  const { page } = await openPage(browser, { viewport: { width: 1366, height: 900 } });
  await page.goto(pathToFileURL(file).href);
  await page.waitForSelector(".answer");
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  const processor = async (): Promise<number> => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return 1000 * metrics.find(({ name }) => name === "TaskDuration")!.value;
  };
  const all = law.program.scenarios.filter(({ proposal }) => proposal === null);
  const step = Math.max(1, Math.floor((all.length * OF_ONE_CASE) / CHANGES / 2));
  const measured: Measured[] = [];
  for (let at = 0; measured.length < CHANGES && at < all.length; at += step) {
    const fragment = fragmentOf({ facts: all[at]!.given, asOf: AS_OF, knownAt: null });
    await page.evaluate((hash) => {
      location.hash = hash;
    }, fragment);
    // facts that the answers ask for are changed too
    await page.waitForSelector('.answer[data-settled="true"]');
    const paths = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("div.fact[data-path]")].map(({ dataset }) => dataset.path!),
    );
    for (const path of spread(paths, OF_ONE_CASE)) {
      const before = await processor();
      const changed = await page.evaluate(changeOf, path);
      if (changed === null) continue;
      measured.push({ path, ...changed, processor: (await processor()) - before });
    }
  }
  await browser.close();
  const all200 = measured.slice(0, CHANGES);
  table(
    `explorer: ${all200.length} changes of ${new Set(all200.map(({ path }) => path)).size} facts (${machine()}, load ${loadavg()[0]!.toFixed(1)})`,
    [
      ["milliseconds", "median", "95 of 100", "most"],
      ["to every verdict, clock", ...quantiles(all200.map(({ verdicts }) => verdicts))],
      ["to all answers, clock", ...quantiles(all200.map(({ clock }) => clock))],
      ["busy at once, clock", ...quantiles(all200.map(({ longest }) => longest))],
      ["to rest, processor", ...quantiles(all200.map((one) => one.processor))],
    ],
  );
}

/** Some of many, evenly. */
function spread<T>(all: readonly T[], count: number): readonly T[] {
  const step = Math.max(1, all.length / count);
  return Array.from({ length: Math.min(count, all.length) }, (_, at) => all[Math.floor(at * step)]!);
}

function quantiles(values: readonly number[]): readonly string[] {
  const sorted = values.toSorted((a, b) => a - b);
  return [0.5, 0.95, 1].map((part) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!.toFixed(1),
  );
}

/** On the page: another answer to one question; how long until all answered, or null where nothing could be changed. */
async function changeOf(path: string): Promise<Pick<Measured, "verdicts" | "clock" | "longest"> | null> {
  const fact = [...document.querySelectorAll<HTMLElement>("div.fact")].find(
    ({ dataset }) => dataset.path === path,
  );
  const radio = fact?.querySelector<HTMLInputElement>("input[type=radio]:not(:checked)");
  const state = fact?.querySelector<HTMLSelectElement>("select.state");
  if (!radio && !state) return null;
  performance.clearMeasures();
  if (radio) radio.click();
  else if (state) {
    state.value = state.value === "unknown" ? "not_stated" : "unknown";
    state.dispatchEvent(new Event("change", { bubbles: true }));
  }
  const drawn = (): Promise<unknown> => new Promise((next) => requestAnimationFrame(next));
  while (performance.getEntriesByName("cordon-answer").length === 0) await drawn();
  // two frames more, so that what is drawn because of it is drawn
  for (let frame = 0; frame < 2; frame++) await drawn();
  const durations = (name: string): number[] =>
    performance.getEntriesByName(name, "measure").map(({ duration }) => duration);
  const [verdicts, clock] = [durations("cordon-verdicts").at(-1)!, durations("cordon-answer").at(-1)!];
  return { verdicts, clock, longest: Math.max(...durations("cordon-slice")) };
}
