/** How Chinese says what conditions of regions ask. */
import type { Mark } from "./condition.ts";
import { type ConditionWords, ENGLISH } from "./words.ts";

const MARKS: Readonly<Record<Mark, string>> = {
  yes: "是",
  no: "否",
  any: "任意",
  given: "有",
  stated: "已填",
  "not stated": "未填",
  "not applicable": "不适用",
  "stated unknown": "填为未知",
  "no code": "无编码",
  "in another currency": "以其他货币计",
  "cannot be determined": "无法确定",
};

const ANOTHER_CODE = "其他编码";

export const CHINESE: ConditionWords = {
  ...ENGLISH,
  words: (_, words) => words.map((word) => word ?? ANOTHER_CODE),
  mark: (mark) => MARKS[mark],
  anotherCode: ANOTHER_CODE,
  comma: "、",
  more: (count) => `及另外${count}项`,
  not: (words) => `非${words}`,
  includes: (words, has) => `${has ? "含" : "不含"}${words}`,
  bounds: (low, high) => `${low}且${high}`,
  unknown: (atLeast) => (atLeast === null ? "未知" : `未知，但至少${atLeast}`),
  orValue: "或",
  and: "且",
  element: (ways, has) => `${has ? "其中一项：" : "没有任何一项："}${ways}`,
  anyElement: (has) => (has ? "非空" : "没有任何一项"),
  untold: "没有其他规则所考察的任何一项",
  orWay: "，或",
  moreWays: (count) => (count === null ? "，或另有其他情形" : `，或另有${count}种情形`),
};
