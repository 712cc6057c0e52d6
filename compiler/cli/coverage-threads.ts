/**
 * Coverage by several threads at once: each reads the law for itself and puts its share of the scenarios to it. A share that does
 * not come back, or comes of other sources as they were saved in between, is measured here.
 */
import { createHash } from "node:crypto";
import { type Coverage, measureWith, Recorder, type Share } from "../coverage/measure.ts";
import { addHits, hitsOf } from "../coverage/points.ts";
import type { Compilation } from "../index.ts";
import { isRequested } from "../load/workspace.ts";
import type { Progress } from "./terminal.ts";
import { startThread, threadsFor } from "./threads.ts";

/** What a thread is started with. */
export interface CoverageOrder {
  /** as the user named them */
  readonly paths: readonly string[];
  /** of all places, not only of those in `paths` */
  readonly isWhole: boolean;
  readonly share: Share;
}

/** What it found. */
export interface CoverageShare {
  /** of the sources that it read */
  readonly digest: string;
  /** by `hitsOf` */
  readonly hits: readonly number[];
}

export interface ThreadedCoverage extends Omit<CoverageOrder, "share"> {
  /** how many threads, this one included; null: as many as the machine has use for */
  readonly jobs: number | null;
  readonly progress: Progress;
}

/** A thread reads the law first: fewer expectations than this cost less where the law is there already. */
const WORTH_A_THREAD = 150;

/** What the scenarios exercise of the places asked for. */
export async function measureInThreads(
  compilation: Compilation,
  { jobs, progress, ...order }: ThreadedCoverage,
): Promise<Coverage> {
  const { program } = compilation;
  const count = program.scenarios.reduce((sum, { expectations }) => sum + expectations.length, 0);
  const every = jobs ?? threadsFor(count, WORTH_A_THREAD);
  const shares = Array.from({ length: every }, (_, from): Share => ({ from, every }));
  const others = shares.slice(1).map((share) => shareOf({ ...order, share }));
  const recorder = recorderOf(compilation, order);
  const measure = (share: Share): Coverage =>
    measureWith(recorder, {
      share,
      step: (done, all) =>
        progress.step(`measuring coverage: ${done * every} of ${all * every} expectations`),
    });
  const coverage = measure(shares[0]!);
  if (others.length === 0) return coverage;
  progress.step("measuring coverage: waiting for the other threads");
  const digest = digestOf(compilation);
  const found = await Promise.all(others);
  found.forEach((share, i) => {
    if (share?.digest === digest) addHits(coverage.points, share.hits);
    else measure(shares[i + 1]!);
  });
  return coverage;
}

/** The share of a thread of its own; null: it ended without an answer. */
export function shareOf(order: CoverageOrder): Promise<CoverageShare | null> {
  return new Promise((resolve) => {
    const worker = startThread("coverage", order);
    worker.once("message", resolve);
    worker.once("error", () => resolve(null));
    worker.once("exit", () => resolve(null));
  });
}

/** The share of this thread. */
export function measuredShare(compilation: Compilation, order: CoverageOrder): CoverageShare {
  const { points } = measureWith(recorderOf(compilation, order), { share: order.share });
  return { digest: digestOf(compilation), hits: hitsOf(points) };
}

function recorderOf(
  { program, workspace }: Compilation,
  { isWhole }: Pick<CoverageOrder, "isWhole">,
): Recorder {
  return new Recorder(program, isWhole ? undefined : ({ file }) => isRequested(workspace, file));
}

/** Equal for equal sources and data. */
function digestOf({ workspace: { files, data } }: Compilation): string {
  const hash = createHash("sha256");
  for (const [path, { source }] of files) hash.update(`${path}\n${source.text}\n`);
  for (const [path, read] of [...data].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${path}\n${read.kind === "text" ? read.source.text : read.kind}\n`);
  return hash.digest("hex");
}
