/** What an editor asks of the compiler beyond the findings: rows, runs, differences and pages, as plain data. */
export { nearCodes } from "../messages.ts";
export { type CalendarPage, calendarPage } from "./calendar.ts";
export { type DerivedValue, inUnitOf, standsFor } from "./derived.ts";
export { type Difference, type DifferenceEntry, difference } from "./difference.ts";
export { type AskedFor, type CaseFacts, caseFacts, type Evaluation, evaluateCase } from "./evaluate.ts";
export { missingScenarios } from "./missing.ts";
export { type AskedPage, type FindingPage, findingPage, type ReportPage, reportPage } from "./pages.ts";
export { inOtherUnits } from "./quantities.ts";
export { scenarioRuns } from "./scenarios.ts";
export { type Sentences, sentencesOf } from "./sentences.ts";
export {
  type CellView,
  type ColumnView,
  type RowView,
  type TableView,
  tablesOf,
  tableViews,
} from "./tables.ts";
