/** Fixed texts of the pages over all jurisdictions; terms of the law come from the report's glossary. */
import type { LanguageName } from "../report/wording/glossary.ts";

const english = {
  timeline: {
    purpose: "What came into force when, and how long after the first did each other follow?",
    lead: "Every day on which the law of a jurisdiction begins, changes or stops, as far as the sources say.",
    lanes: "Changes by day",
    lanesCaption:
      "Filled: something begins. Ring: something changes or stops. The larger, the more happens on that day. The dashed line is the day of the report.",
    lanesAlternative: (names: string, n: number): string =>
      `One lane each for ${names}; ${n} days with changes. The table below has them all.`,
    lanesTable: "Days on which the law changes",
    before: (year: string): string => `before ${year}`,
    lags: "Items held in common: who controlled them first, and who followed",
    lagsLead:
      "An item of a regime, or one that like-minded states hold in common, counts for a jurisdiction from the first day on which a measure asks for a national entry that carries it.",
    lagsCaption: "Each mark is the first day of control in one jurisdiction.",
    lagsAlternative: (n: number): string =>
      `${n} items, each with the first day of control by jurisdiction. The table below has them all.`,
    lagsTable: "First day of control, and days after the first jurisdiction",
    item: "Item",
    by: (day: string): string => `by ${day}`,
    after: (n: number): string => `+${n} ${n === 1 ? "day" : "days"}`,
    first: "first",
    count: (n: number): string => (n === 1 ? "1 change" : `${n} changes`),
    entries: (n: number): string => (n === 1 ? "1 entry" : `${n} entries`),
    entriesBegin: (n: number, scheme: string): string =>
      `${n === 1 ? "an entry" : `${n} entries`} of ${scheme} ${n === 1 ? "begins or changes" : "begin or change"}`,
    averages: "Average delay",
    averagesLead: (jurisdiction: string, days: number, n: number): string =>
      `${jurisdiction}: ${days} days on the average after the first, over ${n} ${n === 1 ? "item" : "items"}`,
  },
};

export type SurveyTexts = typeof english;

const chinese: SurveyTexts = {
  timeline: {
    purpose: "何时何事生效？各法域分别比最先者晚多久？",
    lead: "依源文件所载，各法域法律开始施行、变更或终止的每一天。",
    lanes: "按日期列示的变化",
    lanesCaption: "实心：开始施行。空心：变更或终止。图形越大，当日变化越多。虚线为报告基准日。",
    lanesAlternative: (names, n) => `${names}各一条时间带，共${n}个变化日，全部见下表。`,
    lanesTable: "法律发生变化的日期",
    before: (year) => `${year}年前`,
    lags: "共同管制的物项：谁最先管制，谁随后跟进",
    lagsLead:
      "多边机制或志同道合国家共同管制的物项，自某法域的措施首次要求适用含有该物项的本国条目之日起计。",
    lagsCaption: "每个标记为一个法域开始管制的首日。",
    lagsAlternative: (n) => `${n}个物项，各列明每个法域开始管制的首日，全部见下表。`,
    lagsTable: "开始管制的首日，以及晚于最先法域的天数",
    item: "物项",
    by: (day) => `不晚于${day}`,
    after: (n) => `+${n}天`,
    first: "最先",
    count: (n) => `${n}处变化`,
    entries: (n) => `${n}个条目`,
    entriesBegin: (n, scheme) => `${scheme}的${n}个条目开始施行或变更`,
    averages: "平均滞后",
    averagesLead: (jurisdiction, days, n) => `${jurisdiction}：就${n}个物项，平均比最先者晚${days}天`,
  },
};

export const surveyTexts: Readonly<Record<LanguageName, SurveyTexts>> = { en: english, zh: chinese };
