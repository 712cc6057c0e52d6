/** What the rules of accessibility object to on a page. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** Rules of WCAG 2.2 AA. */
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

export interface AskedRules {
  /** also what is known to be good practice */
  readonly goodPractice?: boolean;
  /** rules that say nothing about this page */
  readonly without?: readonly string[];
}

type Violations = Awaited<ReturnType<AxeBuilder["analyze"]>>["violations"];

/**
 * The rules tell of faults alone, and a page without frames is asked by itself: to carry what some thousand elements pass to
 * another page, where frames are put together, takes twice as long as the rules.
 */
export async function faultsOfAccess(
  page: Page,
  { goodPractice = true, without = [] }: AskedRules = {},
): Promise<Violations> {
  const rules = new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    .withTags(goodPractice ? [...WCAG, "best-practice"] : WCAG)
    .disableRules([...without])
    .setLegacyMode(page.frames().length === 1);
  return (await rules.analyze()).violations;
}
