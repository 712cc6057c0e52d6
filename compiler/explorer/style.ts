/** What the explorer's page has to say about its looks beside the style of all pages, whose variables and badges it uses. */
export const EXPLORER_STYLE = `
.page:has(#explorer){max-width:96rem}
#explorer{font-family:var(--sans);font-size:.95rem;line-height:1.45}
#explorer h2{margin:1rem 0 .6rem;scroll-margin-top:5rem}#explorer h3{margin:0 0 .3rem;font-size:1.15rem}#explorer h3 small{font-weight:400;color:var(--soft);font-size:.8rem}#explorer h4{margin:.7rem 0 .15rem;font-size:.82rem;color:var(--soft);font-weight:600}
#explorer p{margin:.25rem 0;max-width:none}#explorer ul{margin:.1rem 0;padding-left:1.1rem;max-width:none}
#explorer button,#explorer .file{font:inherit;font-size:.88rem;color:var(--ink);background:var(--mark);border:1px solid var(--line);border-radius:5px;padding:.3rem .7rem;min-height:2rem;cursor:pointer}
#explorer button:hover,#explorer .file:hover{border-color:var(--soft)}#explorer button:disabled{color:var(--soft);cursor:default}
#explorer button.quiet,#explorer button.fill{background:none;border:0;color:var(--link);padding:.2rem 0;min-height:1.6rem;text-align:left;text-decoration:underline;text-underline-offset:.15em}
#explorer .fill code{text-decoration:none;display:inline-block}
#explorer input:not([type=radio],[type=checkbox],[type=range],[type=file]),#explorer select,#explorer textarea{font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--soft);border-radius:4px;padding:.28rem .45rem;min-height:2rem;max-width:100%}
#explorer input[aria-invalid=true]{border:2px solid #c22f36}#explorer textarea{width:100%;font:.8rem/1.45 var(--mono)}
#explorer .file input{position:absolute;opacity:0;width:1px;height:1px}#explorer .file:focus-within{outline:3px solid var(--link);outline-offset:2px}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.soft{color:var(--soft)}.problem{color:#a0191f}.problem:empty{display:none}
@media screen and (prefers-color-scheme:dark){.problem{color:#ff9d9d}}
.buttons{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}
.begin{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.3rem 1rem;align-items:end}.begin label{display:block;font-weight:600;margin-bottom:.25rem}.begin .message{grid-column:1/-1;min-height:1.4em;color:var(--soft)}.jump{display:none}
.combo{position:relative}.combo input{width:100%}
.combo ul{position:absolute;z-index:5;left:0;min-width:100%;width:max-content;max-width:min(34rem,90vw);max-height:19rem;overflow-y:auto;list-style:none;margin:0!important;padding:.2rem 0!important;background:var(--paper);border:1px solid var(--soft);border-radius:5px;box-shadow:0 6px 24px rgb(0 0 0/.18)}
.combo ul[hidden]{display:none}.combo li{padding:.32rem .7rem;cursor:pointer}.combo li small{color:var(--soft)}.combo li[aria-selected=true]{background:var(--mark);outline:2px solid var(--link);outline-offset:-2px}
.dates{border:1px solid var(--line);border-radius:6px;padding:.7rem .9rem;margin:.4rem 0}.dates .day{display:flex;flex-wrap:wrap;gap:.4rem .7rem;align-items:center}.dates label{font-weight:600}.dates .known{margin-left:auto;font-weight:400;color:var(--soft)}
.through{width:calc(100% - 2.6rem);margin:.5rem 0 .2rem 2.6rem}
.strips{display:grid;gap:2px;margin:.1rem 0 .3rem}.strips.waiting{min-height:7.6rem}.strip{display:flex;align-items:center;height:.95rem;font-size:.72rem}.strip span{width:2.6rem;color:var(--soft)}.strip svg{flex:1 1 0;width:0;min-width:0;height:.75rem;display:block}
.strip .now{fill:var(--ink)}
.changes summary{font-size:.88rem}
.f-prohibited{fill:#a3151d}.f-license_required{fill:#e07b39}.f-notification_required{fill:#e8c14a}.f-authorized{fill:#4d9fd0}.f-no_requirement{fill:#b9dfc4}.f-not_reached{fill:#dfe3e7}.f-undetermined{fill:#a98fd0}
@media screen and (prefers-color-scheme:dark){.f-no_requirement{fill:#2b5b3a}.f-not_reached{fill:#39414a}}
.sticky{position:sticky;top:0;z-index:4;background:var(--paper);border-bottom:1px solid var(--line);padding:.45rem 0}
.summary{display:flex;flex-wrap:wrap;gap:.3rem .9rem;list-style:none;padding:0!important}.summary a{text-decoration:none;color:var(--ink);display:inline-block;padding:.15rem 0}
.sides{display:grid;grid-template-columns:minmax(19rem,24rem) minmax(0,1fr);gap:2rem;align-items:start}
.answers{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(16.5rem,100%),1fr));gap:.9rem;align-items:start}
.answer{border:1px solid var(--line);border-top:5px solid var(--soft);border-radius:5px;padding:.7rem .9rem;scroll-margin-top:5rem;overflow-wrap:anywhere;font-size:.9rem}
/* an answer to the case before: most are answered anew before a reader could see it */
.answers>[aria-busy=true] .rest,.verdict[aria-busy=true],.summary [aria-busy=true]{opacity:.45;transition:opacity .1s .15s}
.edge-prohibited{border-top-color:#a3151d}.edge-license_required{border-top-color:#e07b39}.edge-notification_required{border-top-color:#d2a720}.edge-authorized{border-top-color:#4d9fd0}.edge-no_requirement{border-top-color:#4f9e68}.edge-not_reached{border-top-color:#aab2bb}.edge-undetermined{border-top-color:#9478c4}
.answer .badge{font-size:.95rem}.answer li{margin:.2rem 0}.answer .cite{font-size:.82rem}.answer .label{color:var(--soft)}.answer li .badge{font-size:.78rem}
.block li:has(>.fill){list-style:none;margin-left:-1.1rem}.small{font-size:.82rem;color:var(--soft)}.small h4{font-weight:400}.maybe{opacity:.92;font-style:normal}.answer em{font-style:italic;color:var(--soft)}
.record{border:0;border-left:3px solid var(--line);margin:.6rem 0;padding:.1rem 0 .2rem .8rem;min-width:0}.record.root{border:0;padding:0}.record>legend{font-weight:700;padding:.2rem 0}.record>legend::first-letter{text-transform:uppercase}.record.element{border-left-color:var(--soft)}
.fact{margin:.55rem 0}.question{font-size:.86rem;color:var(--soft);line-height:1.35}.question code{font-size:.78rem;background:none;padding:0}.question em{color:var(--link)}
.fact.asked .question{color:var(--ink)}
.entry{display:flex;flex-wrap:wrap;gap:.3rem .5rem;align-items:flex-start}.entry>.combo,.entry>.set,.entry>.quantity,.entry>input{flex:1 1 11rem;min-width:0}.state{font-size:.8rem!important;color:var(--soft)!important}
.radios{display:flex;flex-wrap:wrap;gap:.1rem .9rem}.radios label,.check{display:inline-flex;gap:.3rem;align-items:center;min-height:1.75rem;cursor:pointer}
.quantity{display:flex;flex-wrap:wrap;gap:.3rem .4rem;align-items:center}.quantity>input{width:7.5rem}.unit{color:var(--soft)}.slider{flex:1 1 100%}.slider input{width:100%}
.tags{display:flex;flex-wrap:wrap;gap:.25rem;list-style:none;padding:0!important}.tags:empty{display:none}.tags li{display:inline-flex;align-items:center;gap:.2rem;background:var(--mark);border:1px solid var(--line);border-radius:1em;padding:0 .1rem 0 .6rem;font-size:.86rem}.tags li.none{padding-right:.6rem;color:var(--soft)}#explorer .tags button{border:0;background:none;min-height:1.6rem;min-width:1.6rem;padding:0;font-size:1rem;line-height:1}
.more{margin:.5rem 0 .8rem}.more input{border-style:dashed!important}
.case-text{margin-top:1.2rem}
.problems{border-left:4px solid #c22f36;padding:.3rem .9rem}
@media (max-width:56rem){.sides{grid-template-columns:minmax(0,1fr);gap:.5rem}.begin{grid-template-columns:minmax(0,1fr)}.jump{display:inline-block}.dates .known{margin-left:0}.sticky{max-height:33vh;overflow-y:auto}.summary{gap:.1rem .7rem;font-size:.86rem}}
@media print{.begin,.case-text,.more,.sticky,.through{display:none}.sides{grid-template-columns:minmax(0,1fr)}.answers{grid-template-columns:1fr 1fr}}
`;
