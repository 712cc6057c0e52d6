;;; cordon-words.el --- The words of Cordon  -*- lexical-binding: t; -*-

;;; Commentary:

;; Made by `npm run generate' from the words of the language.

;;; Code:

(defconst cordon-words-declaration
  '(
    "authority"
    "case"
    "codes"
    "define"
    "enum"
    "exception"
    "fact"
    "finding"
    "group"
    "instrument"
    "item"
    "jurisdiction"
    "list"
    "measure"
    "module"
    "omitted"
    "proposal"
    "reach"
    "record"
    "review"
    "scenario"
    "unencodable"
    "unit"
    "universe"
    "use")
  "Words that begin a declaration.")

(defconst cordon-words-kind
  '(
    "end-use"
    "end-user"
    "extraterritorial"
    "service")
  "Kinds of measures.")

(defconst cordon-words-clause
  '(
    "activities"
    "add"
    "agency"
    "announced"
    "because"
    "cite"
    "column"
    "covered"
    "dated"
    "destinations"
    "except"
    "expect"
    "extends"
    "for"
    "from"
    "gaps"
    "given"
    "held"
    "items"
    "key"
    "members"
    "obliges"
    "origin"
    "otherwise"
    "permits"
    "prohibits"
    "published"
    "releases"
    "remove"
    "requires"
    "routes"
    "saves"
    "states"
    "suspended"
    "through"
    "topic"
    "treats"
    "unclear"
    "unenforced"
    "unless"
    "until"
    "when")
  "Words of clauses.")

(defconst cordon-words-operator
  '(
    "all"
    "and"
    "any"
    "as"
    "by"
    "count"
    "in"
    "is"
    "known"
    "listed"
    "max"
    "meets"
    "min"
    "not"
    "of"
    "or"
    "required"
    "sum"
    "table"
    "that"
    "unknown"
    "where"
    "whether")
  "Words that join conditions.")

(defconst cordon-words-outcome
  '(
    "approval"
    "authorized"
    "awaiting"
    "coordinated"
    "decision"
    "denial"
    "entitlement"
    "license"
    "notice"
    "policy"
    "presumption"
    "prohibited"
    "reached"
    "regime"
    "requirement"
    "undetermined"
    "unilateral")
  "What a measure may require.")

(defconst cordon-words-truth
  '(
    "no"
    "yes")
  "Truth values.")

(defconst cordon-words-type
  '(
    "applicable"
    "applies"
    "asserted"
    "closed"
    "set")
  "Words of types.")

(defconst cordon-words-header
  '(
    "at"
    "before"
    "below"
    "brackets"
    "current"
    "days"
    "digits"
    "dots"
    "every"
    "levels"
    "limited"
    "missing"
    "on"
    "open"
    "practice"
    "provided"
    "to"
    "with"
    "within")
  "Words of the head of a file.")

(provide 'cordon-words)
;;; cordon-words.el ends here
