" Made by `npm run generate` from the words of the language.
if exists("b:current_syntax")
  finish
endif
syntax iskeyword @,48-57,_,-
syntax case match
syntax keyword cordonDeclaration authority case codes define enum exception fact finding group instrument item jurisdiction list measure module omitted proposal reach record review scenario unencodable unit universe use
highlight default link cordonDeclaration Statement
syntax keyword cordonKind end-use end-user extraterritorial service
highlight default link cordonKind StorageClass
syntax keyword cordonClause activities add agency announced because cite column covered dated destinations except expect extends for from gaps given held items key members obliges origin otherwise permits prohibits published releases remove requires routes saves states suspended through topic treats unclear unenforced unless until when
highlight default link cordonClause Keyword
syntax keyword cordonOperator all and any as by count in is known listed max meets min not of or required sum table that unknown where whether
highlight default link cordonOperator Operator
syntax keyword cordonOutcome approval authorized awaiting coordinated decision denial entitlement license notice policy presumption prohibited reached regime requirement undetermined unilateral
highlight default link cordonOutcome Constant
syntax keyword cordonTruth no yes
highlight default link cordonTruth Boolean
syntax keyword cordonType applicable applies asserted closed set
highlight default link cordonType Type
syntax keyword cordonHeader at before below brackets current days digits dots every levels limited missing on open practice provided to with within
highlight default link cordonHeader PreProc
syntax match cordonName "\.\h\w*"
syntax match cordonName "\h\w*\ze\s*:"
syntax match cordonNumber "\<\d[0-9_]*\(\.\d[0-9_]*\)\?\(e[+-]\?\d\+\)\?"
syntax match cordonCode "\<\d\u\d\+\(\.\w\+\)*"
syntax match cordonCode "'[^']*'\?"
syntax match cordonDate "\<\d\{4}-\d\{1,2}-\d\{1,2}\>"
syntax region cordonString start=+"+ skip=+\\.+ end=+"\|$+
syntax match cordonComment "//.*$"
syntax match cordonDocumentation "///.*$"
highlight default link cordonNumber Number
highlight default link cordonCode Identifier
highlight default link cordonDate Number
highlight default link cordonString String
highlight default link cordonComment Comment
highlight default link cordonDocumentation SpecialComment
let b:current_syntax = "cordon"
