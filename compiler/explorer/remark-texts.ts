/** What the runtime says in sentences, as the page says it: facts and declarations by name, days in words. */
import type { LanguageName } from "../report/wording/glossary.ts";
import type { RemarkTexts } from "../runtime/remarks.ts";

const english: RemarkTexts = {
  readUpTo: ({ name, day }) =>
    `the law of ${name} was read up to ${day}; later changes are not in the tables`,
  noSuchCode: ({ scheme, code, day }) => `${scheme} ${code} does not exist on ${day}; it is ignored`,
  rangeNotExact: () =>
    "not every completion of the facts was tried; some of what is said to be possible may be impossible",
  unencodable: ({ text }) => `rests on text that cannot be encoded: ${text}`,
  openGroup: ({ group }) => `rests on a group of which not all members are known: ${group}`,
  unstated: ({ fact }) => `${fact}: stated unknown, and the answer depends on it`,
  codeCounts: ({ fact, scheme }) =>
    `${fact} (${scheme}): the parameters rule out the stated code; the code counts`,
  parametersCount: ({ fact, scheme }) =>
    `${fact} (${scheme}): the parameters meet an entry that is not among the stated codes; they count`,
  notApplicable: ({ fact }) => `${fact}: stated although it does not apply; the stated value counts`,
  otherThanFormula: ({ fact }) => `${fact}: stated otherwise than its formula gives; the stated value counts`,
};

const chinese: RemarkTexts = {
  readUpTo: ({ name, day }) => `${name}的法律查阅至${day}，此后的变动未列入决策表`,
  noSuchCode: ({ scheme, code, day }) => `${scheme} ${code}在${day}不存在，不予考虑`,
  rangeNotExact: () => "未逐一试算事实的全部可能补充，所列可能结论中有的或许并不可能",
  unencodable: ({ text }) => `所依据的文本无法编码：${text}`,
  openGroup: ({ group }) => `所依据的组尚有未知成员：${group}`,
  unstated: ({ fact }) => `${fact}：填为未知，而结论取决于此`,
  codeCounts: ({ fact, scheme }) => `${fact}（${scheme}）：参数排除所填编码，以编码为准`,
  parametersCount: ({ fact, scheme }) => `${fact}（${scheme}）：参数符合所填编码以外的条目，以参数为准`,
  notApplicable: ({ fact }) => `${fact}：本不适用而已填写，以所填为准`,
  otherThanFormula: ({ fact }) => `${fact}：所填与其公式所得不同，以所填为准`,
};

export const remarkTexts: Readonly<Record<LanguageName, RemarkTexts>> = { en: english, zh: chinese };

/** What is wrong with a fact, by the code of the refusal, where the page does not speak the language of the refusal itself. */
export const refusalTexts: Readonly<Record<LanguageName, Readonly<Record<string, string>>>> = {
  en: {},
  zh: {
    "case/wrong-type": "值的类型不符",
    "case/unknown-field": "没有此项事实",
    "case/unknown-value": "没有此值",
    "case/unknown-code": "没有此编码",
    "case/unknown-scheme": "没有此编码体系",
    "case/unknown-obligation": "没有此项义务",
    "case/number-as-text": "数字写成了文本",
    "case/out-of-range": "数值超出范围",
    "case/wrong-unit": "单位或货币有误",
    "case/bad-date": "日期有误",
    "case/not-applicable": "此项事实不能填为不适用",
    "case/too-deep": "案件嵌套过深",
  },
};
