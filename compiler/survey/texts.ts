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
    before: (year: string): string => `< ${year}`,
    lags: "Items held in common: who controlled them first, and who followed",
    lagsLead:
      "An item of a regime, or one that like-minded states hold in common, counts for a jurisdiction from the first day on which the entries that its measures ask for cover every such item, in whatever words; a member state has the measures of its union too. In part: they cover some such items and not others. A dash says that no entry covers one for what makes it one; an entry that is known by its code alone may. Perhaps: it rests on text that could not be encoded. What measures and exceptions leave out of entries is not looked at.",
    lagsCaption:
      "Each mark is the first day on which one jurisdiction controls every such item; one that controls some of them has none until then.",
    lagsAlternative: (n: number): string =>
      `${n} items, each with the first day of control by jurisdiction. The table below has them all.`,
    lagsTable: "First day of control, and days after the first jurisdiction",
    item: "Item",
    by: (day: string): string => `by ${day}`,
    perhaps: (day: string): string => `perhaps ${day}`,
    inPart: (day: string): string => `in part ${day}`,
    until: (day: string): string => `until ${day}`,
    after: (n: number): string => `+${n} ${n === 1 ? "day" : "days"}`,
    first: "first",
    count: (n: number): string => (n === 1 ? "1 change" : `${n} changes`),
    entries: (n: number): string => (n === 1 ? "1 entry" : `${n} entries`),
    entriesBegin: (n: number, scheme: string): string =>
      `${n === 1 ? "an entry" : `${n} entries`} of ${scheme} ${n === 1 ? "begins or changes" : "begin or change"}`,
    averages: "Average delay",
    averagesLead: (days: number, n: number): string =>
      `${days} days on the average after the first, over ${n} ${n === 1 ? "item" : "items"}`,
  },
  powers: {
    title: "Powers and their exercise",
    name: "Powers",
    purpose: "Who has which powers, who uses them, and what has changed?",
    lead: "For each jurisdiction: whether measures in force use a power, and otherwise what the powers in force would allow. A state counts with the union it lies within. Cells name the measures or the authorities that carry them.",
    legend: "How to read the cells",
    states: {
      exercised: "measures in force use the power",
      available: "the power is there, and no measure uses it",
      conditional: "the power is there under a condition that is not met, or a finding that is not made",
      limited: "the power covers some of the transactions alone",
      absent: "no such power, and no such measure",
      impossible: "the question is about transactions that there cannot be, and says nothing of powers",
      misfit: "the question does not fit the law of this jurisdiction",
      unknown: "the conditions are too many-sided to be compared",
    },
    on: (day: string): string => `On ${day}`,
    caption: (title: string, day: string): string => `${title}, on ${day}`,
    changed: (from: string, to: string): string => `What changed between ${from} and ${to}`,
    nothing: "No cell reads differently.",
    row: "Power",
    was: "Was",
    is: "Is",
    why: "Why",
    begun: (day: string): string => `since ${day}`,
    noMeasure: "another reading of the powers in force",
    remarks: "Remarks",
    waits: (what: string): string => `waits for ${what}`,
    more: (n: number): string => `and ${n} more`,
  },
  comparison: {
    purpose:
      "The same products put to every jurisdiction: who asks for a license, who does not, and where to?",
    lead: (destination: string, day: string): string =>
      `Each product is put to each jurisdiction as its own firm would ship it to a commercial user in ${destination} for a civil use, on ${day}. Every answer opens in the explorer, with its facts.`,
    leadNoExplorer: (destination: string, day: string): string =>
      `Each product is put to each jurisdiction as its own firm would ship it to a commercial user in ${destination} for a civil use, on ${day}.`,
    answers: (destination: string): string => `Who requires what, to ${destination}`,
    product: "Product",
    since: (day: string): string => `since ${day}`,
    sinceOrBefore: (day: string): string => `since ${day} or earlier`,
    open: "open",
    range: (least: string, most: string): string => `from ${least} to ${most}`,
    differences: "Where one requires and another does not",
    requires: "Requires",
    free: "Asks for nothing",
    reason: "By what",
    noDifferences: "For none of the products does one jurisdiction require what another lets go.",
    maps: "Destination by destination",
    mapsLead:
      "The same products to every other country: the buyer and all that depends on it move along. A tile is a country; what is solid requires, what is hatched is open or lifted by an exception, what is only an outline is free.",
    mapCaption: (product: string): string => `${product}: what each jurisdiction answers, by destination`,
    mapAlternative: (product: string, names: string): string =>
      `Tiles of all countries for ${product}, one grid each for ${names}. The table below has them all.`,
    verdict: "Answer",
    countries: "Destinations",
    count: (n: number): string => (n === 1 ? "1 country" : `${n} countries`),
    regions:
      "Whole regions of transactions in which two jurisdictions differ, each with a witness, come from the command: cordon compare.",
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
    before: (year) => `< ${year}`,
    lags: "共同管制的物项：谁最先管制，谁随后跟进",
    lagsLead:
      "多边机制或志同道合国家共同管制的物项，自某法域的措施所要求的条目（不论以何种措辞写成）涵盖该物项全部之首日起计；成员国亦计其联盟的措施。“部分”表示条目只涵盖其中一部分。“–”表示没有条目因该物项的特征而涵盖它，但仅以编号载明的条目仍可能涵盖。“可能”表示依赖无法编码的文本。措施与例外从条目中排除的部分不在此列。",
    lagsCaption: "每个标记为一个法域开始管制该物项全部的首日；仅管制其中一部分的法域在此之前没有标记。",
    lagsAlternative: (n) => `${n}个物项，各列明每个法域开始管制的首日，全部见下表。`,
    lagsTable: "开始管制的首日，以及晚于最先法域的天数",
    item: "物项",
    by: (day) => `不晚于${day}`,
    perhaps: (day) => `可能${day}`,
    inPart: (day) => `部分${day}`,
    until: (day) => `至${day}`,
    after: (n) => `+${n}天`,
    first: "最先",
    count: (n) => `${n}处变化`,
    entries: (n) => `${n}个条目`,
    entriesBegin: (n, scheme) => `${scheme}的${n}个条目开始施行或变更`,
    averages: "平均滞后",
    averagesLead: (days, n) => `就${n}个物项，平均比最先者晚${days}天`,
  },
  powers: {
    title: "授权及其行使",
    name: "授权",
    purpose: "谁拥有何种权力，谁在行使，有何变化？",
    lead: "对每个法域：现行措施是否行使了某项权力；若未行使，现行授权允许到何种程度。成员国连同其所属联盟一并计算。各单元格列明所依据的措施或授权。",
    legend: "单元格的含义",
    states: {
      exercised: "现行措施行使了该权力",
      available: "有此权力，但没有措施行使",
      conditional: "有此权力，但所需条件未满足或所需认定尚未作出",
      limited: "该权力仅覆盖部分交易",
      absent: "没有此权力，也没有此类措施",
      impossible: "该问题所指的交易不可能存在，因此与权力无关",
      misfit: "该问题不适用于该法域的法律",
      unknown: "条件过于复杂，无法比较",
    },
    on: (day) => `${day}`,
    caption: (title, day) => `${title}（${day}）`,
    changed: (from, to) => `${from}至${to}之间的变化`,
    nothing: "没有单元格发生变化。",
    row: "权力",
    was: "原为",
    is: "现为",
    why: "原因",
    begun: (day) => `自${day}起`,
    noMeasure: "对现行授权的解读不同",
    remarks: "说明",
    waits: (what) => `有待${what}`,
    more: (n) => `另有${n}项`,
  },
  comparison: {
    purpose: "将同样的产品交由各法域判断：谁要求许可，谁不要求，运往何处？",
    lead: (destination, day) =>
      `每种产品均按各法域本国企业于${day}运往${destination}商业用户、用于民用目的的情形作答。每个结论均可在查询工具中连同事实打开。`,
    leadNoExplorer: (destination, day) =>
      `每种产品均按各法域本国企业于${day}运往${destination}商业用户、用于民用目的的情形作答。`,
    answers: (destination) => `运往${destination}时谁有何要求`,
    product: "产品",
    since: (day) => `自${day}起`,
    sinceOrBefore: (day) => `自${day}或更早起`,
    open: "打开",
    range: (least, most) => `从${least}到${most}`,
    differences: "一方要求而另一方不要求之处",
    requires: "要求",
    free: "不作要求",
    reason: "依据",
    noDifferences: "没有任何产品出现一方要求而另一方放行的情形。",
    maps: "逐一目的地",
    mapsLead:
      "同样的产品运往其他各国：买方及相关事实随之改变。每格为一个国家；实心表示有要求，斜线表示未定或由例外豁免，空框表示不作要求。",
    mapCaption: (product) => `${product}：各法域按目的地的结论`,
    mapAlternative: (product, names) => `${product}的各国方格图，${names}各一幅，全部见下表。`,
    verdict: "结论",
    countries: "目的地",
    count: (n) => `${n}个国家`,
    regions: "两个法域存在差异的全部交易范围及其见证案例，可用命令 cordon compare 得到。",
  },
};

export const surveyTexts: Readonly<Record<LanguageName, SurveyTexts>> = { en: english, zh: chinese };
