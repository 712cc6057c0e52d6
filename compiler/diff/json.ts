/** The report as readers of the JSON get it: as `diff.schema.json` says, with the conditions of regions in words. */
import { saidBoxes } from "../regions/words.ts";
import type { DiffReport } from "./report.ts";

export function jsonDiff(report: DiffReport): string {
  return JSON.stringify(publishedDiff(report), null, 2);
}

export function publishedDiff(report: DiffReport): object {
  return {
    ...report,
    changes: report.changes.map((change) => ({
      ...change,
      regions: saidBoxes(change.regions),
      later: change.later.map((period) => ({ ...period, regions: saidBoxes(period.regions) })),
    })),
  };
}
