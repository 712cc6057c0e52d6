/**
 * The terms of export-control law in every language of a report. Each concept is said with the same words wherever it
 * appears: in sentences, in the heads of tables, in charts and in the explorer.
 */

export const LANGUAGE_NAMES = ["en", "zh"] as const;
export type LanguageName = (typeof LANGUAGE_NAMES)[number];

/** One text in every language. */
export type Texted = Readonly<Record<LanguageName, string>>;

/** What is answered. `undetermined` stands beside the verdicts: facts are missing. */
export const VERDICT_TERMS = {
  prohibited: { en: "prohibited", zh: "禁止" },
  license_required: { en: "license required", zh: "需要许可" },
  notification_required: { en: "notice required", zh: "需要通知" },
  authorized: { en: "authorized by an exception", zh: "依例外获授权" },
  no_requirement: { en: "no requirement", zh: "无许可要求" },
  not_reached: { en: "not within the law", zh: "不受该法管辖" },
  undetermined: { en: "undetermined", zh: "无法确定" },
} as const satisfies Record<string, Texted>;

/** How applications are reviewed. */
export const POLICY_TERMS = {
  policy_of_denial: { en: "policy of denial", zh: "一律拒绝" },
  presumption_of_denial: { en: "presumption of denial", zh: "推定拒绝" },
  case_by_case: { en: "case-by-case review", zh: "逐案审查" },
  presumption_of_approval: { en: "presumption of approval", zh: "推定批准" },
  entitlement: { en: "entitlement to a license", zh: "应予许可" },
} as const satisfies Record<string, Texted>;

/** Kinds of measures: one of them, and as the heading of many. */
export const KIND_TERMS = {
  list: { en: "list measure", zh: "清单管制措施" },
  "end-user": { en: "end-user measure", zh: "最终用户管制措施" },
  "end-use": { en: "end-use measure", zh: "最终用途管制措施" },
  service: { en: "service measure", zh: "服务管制措施" },
  extraterritorial: { en: "extraterritorial measure", zh: "域外管制措施" },
} as const satisfies Record<string, Texted>;

export const KIND_HEADINGS = {
  list: { en: "List measures", zh: "清单管制措施" },
  "end-user": { en: "End-user measures", zh: "最终用户管制措施" },
  "end-use": { en: "End-use measures", zh: "最终用途管制措施" },
  service: { en: "Service measures", zh: "服务管制措施" },
  extraterritorial: { en: "Extraterritorial measures", zh: "域外管制措施" },
} as const satisfies Record<string, Texted>;

/** What may have become of a version of the law. */
export const STATUS_TERMS = {
  suspended: { en: "suspended", zh: "暂停施行" },
  unenforced: { en: "in force but not enforced", zh: "有效但暂不执行" },
  unclear: { en: "unclear whether in force", zh: "效力不明" },
  ended: { en: "ended", zh: "终止" },
} as const satisfies Record<string, Texted>;

/** In agreement with whom a measure was made. */
export const ORIGIN_TERMS = {
  unilateral: { en: "unilateral", zh: "单边" },
  coordinated: { en: "coordinated", zh: "协调" },
  regime: { en: "regime", zh: "多边机制" },
} as const satisfies Record<string, Texted>;

/** How sure the author is of a fact of the law. */
export const CONFIDENCE_TERMS = {
  sure: { en: "sure", zh: "确定" },
  likely: { en: "likely", zh: "较可能" },
  unsure: { en: "unsure", zh: "不确定" },
} as const satisfies Record<string, Texted>;

/** How far a place of the law is encoded. */
export const PLACE_STATE_TERMS = {
  encoded: { en: "encoded", zh: "已编码" },
  partly: { en: "partly", zh: "部分编码" },
  left_out: { en: "left out", zh: "有意未编码" },
  unreadable: { en: "cannot be encoded", zh: "无法编码" },
  not_yet: { en: "not yet", zh: "尚未编码" },
} as const satisfies Record<string, Texted>;

/** What a jurisdiction does with a power. */
export const POWER_STATE_TERMS = {
  exercised: { en: "exercised", zh: "已行使" },
  available: { en: "available", zh: "可行使" },
  conditional: { en: "conditional", zh: "附条件" },
  limited: { en: "limited", zh: "受限" },
  absent: { en: "absent", zh: "无" },
  impossible: { en: "impossible", zh: "不可能" },
} as const satisfies Record<string, Texted>;

/** What a fact of a case can be. */
export const FACT_STATE_TERMS = {
  yes: { en: "yes", zh: "是" },
  no: { en: "no", zh: "否" },
  unknown: { en: "unknown", zh: "未知" },
  not_stated: { en: "not stated", zh: "未填写" },
  not_applicable: { en: "not applicable", zh: "不适用" },
} as const satisfies Record<string, Texted>;

/** Things of the law, as one says what something is. */
export const THING_TERMS = {
  jurisdiction: { en: "jurisdiction", zh: "法域" },
  measure: { en: "measure", zh: "管制措施" },
  exception: { en: "exception", zh: "许可例外" },
  item: { en: "item", zh: "物项" },
  group: { en: "group", zh: "组别" },
  define: { en: "term", zh: "定义" },
  reach: { en: "ground of reach", zh: "管辖依据" },
  review: { en: "review policy", zh: "审查政策" },
  list: { en: "list", zh: "名单" },
  authority: { en: "authority", zh: "法律授权" },
  instrument: { en: "instrument", zh: "法律文件" },
  unencodable: { en: "text that cannot be encoded", zh: "无法编码的文本" },
  universe: { en: "coverage", zh: "覆盖范围" },
  proposal: { en: "proposal", zh: "立法建议" },
  scenario: { en: "scenario", zh: "情景" },
  finding: { en: "official finding", zh: "官方认定" },
} as const satisfies Record<string, Texted>;

/** Terms that stand in sentences and in fixed texts alike. */
export const TERMS = {
  license: { en: "license", zh: "许可" },
  license_requirement: { en: "license requirement", zh: "许可要求" },
  license_type: { en: "license type", zh: "许可类型" },
  obligation: { en: "obligation", zh: "义务" },
  end_user: { en: "end user", zh: "最终用户" },
  end_use: { en: "end use", zh: "最终用途" },
  export: { en: "export", zh: "出口" },
  reexport: { en: "reexport", zh: "再出口" },
  transfer: { en: "in-country transfer", zh: "境内转让" },
  deemed_export: { en: "deemed export", zh: "视同出口" },
  foreign_direct_product: { en: "foreign direct product", zh: "外国直接产品" },
  catch_all: { en: "catch-all", zh: "全面管制（兜底条款）" },
  destination: { en: "destination", zh: "目的地" },
} as const satisfies Record<string, Texted>;

/** A table of terms in one language. */
export function termsIn<K extends string>(
  table: Readonly<Record<K, Texted>>,
  language: LanguageName,
): Readonly<Record<K, string>> {
  const found = {} as Record<K, string>;
  for (const key of Object.keys(table) as K[]) found[key] = table[key][language];
  return found;
}
