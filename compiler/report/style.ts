/** The one style of all pages: readable at phone, desk and print size, in light and dark, without a script. */

/** Names of tones are classes; each has its ink, its ground and its words. */
const TONES = {
  prohibited: ["#8f1119", "#fbe4e4", "#ff9d9d", "#43191c"],
  license_required: ["#9a3a00", "#fdeadb", "#ffb27d", "#42260f"],
  notification_required: ["#775200", "#fbf0cf", "#f0c75e", "#3a2e0c"],
  authorized: ["#0b5a86", "#dff0fa", "#83c8f2", "#10303f"],
  no_requirement: ["#1c6434", "#e0f3e5", "#86d79d", "#143321"],
  not_reached: ["#4d5661", "#eaedf0", "#b3bcc7", "#262c33"],
  undetermined: ["#623b95", "#efe6f9", "#cbadf5", "#302247"],
  good: ["#1c6434", "#e0f3e5", "#86d79d", "#143321"],
  bad: ["#8f1119", "#fbe4e4", "#ff9d9d", "#43191c"],
  neutral: ["#4d5661", "#eaedf0", "#b3bcc7", "#262c33"],
} as const;

const tones = Object.entries(TONES)
  .map(([name, [ink, ground, darkInk, darkGround]]) => {
    const light = `.t-${name}{color:${ink};background:${ground}}`;
    return `${light}@media screen and (prefers-color-scheme:dark){.t-${name}{color:${darkInk};background:${darkGround}}}`;
  })
  .join("\n");

export const STYLE = `
:root{color-scheme:light dark;--ink:#1a1e24;--paper:#fff;--soft:#545d68;--line:#d7dce1;--rule:#1a1e24;--link:#0a4f9c;--mark:#f2f5f8;--sel:#fff3bf;--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;--serif:Charter,"Bitstream Charter","Iowan Old Style",Georgia,"Noto Serif",serif;--mono:ui-monospace,"Cascadia Mono",Consolas,"Liberation Mono",Menlo,monospace}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e4e7eb;--paper:#13161a;--soft:#a3adb8;--line:#343b43;--rule:#737d88;--link:#86bcff;--mark:#1e2329;--sel:#4a3f10}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;color:var(--ink);background:var(--paper);font:1.0625rem/1.58 var(--serif);overflow-wrap:anywhere}
html:lang(zh){--sans:system-ui,-apple-system,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;--serif:Georgia,"Songti SC",SimSun,"Noto Serif CJK SC",serif}body:lang(zh){line-height:1.75}
h1,h2,h3,h4,.bar,.trail,.contents,table,dt,.cards,.badge,.foot,summary,label,figcaption{font-family:var(--sans)}
.skip{position:absolute;left:-100vw;top:0;z-index:2;padding:.6rem 1rem;background:var(--paper);font:1rem var(--sans)}.skip:focus{left:0}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
main:focus{outline:none}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:.15em}a:hover{text-decoration-thickness:2px}
.bar{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;align-items:baseline;padding:.7rem max(1rem,calc(50vw - 38rem));border-bottom:1px solid var(--line);font-size:.9375rem}
.bar a{display:inline-block;padding:.25rem 0;text-decoration:none;color:var(--ink)}.bar a:hover{text-decoration:underline}.bar .home{font-weight:700;margin-right:.4rem}.bar [aria-current]{font-weight:600;box-shadow:0 2px 0 var(--rule)}
.bar nav{display:flex;flex-wrap:wrap;gap:0 1.1rem}.bar .langs{margin-left:auto}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}caption.vh{position:static;display:block}
.page{max-width:76rem;margin:0 auto;padding:0 1rem 3rem}
.trail{font-size:.875rem;color:var(--soft);padding-top:1rem}.trail ol{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap}.trail li+li::before{content:"/";padding:0 .5em;color:var(--soft)}.trail li{padding:.2rem 0}.trail a{color:var(--soft)}
h1{font-size:clamp(1.6rem,1.2rem + 1.6vw,2.3rem);line-height:1.18;letter-spacing:-.012em;margin:1rem 0 .8rem;text-wrap:balance}
h2{font-size:1.38rem;line-height:1.28;margin:2.6rem 0 .7rem;padding-top:.55rem;border-top:2px solid var(--rule)}
h3{font-size:1.12rem;line-height:1.35;margin:1.9rem 0 .4rem}h4{font-size:1rem;margin:1.4rem 0 .3rem}
h1 code,h2 code,h3 code,h4 code{font-weight:400;font-size:.86em}
p,ul,ol,dl,figure{margin:.6rem 0}main>p,main>ul,main>dl,.remark{max-width:46rem}
code{font-family:var(--mono);background:var(--mark);padding:.05em .28em;border-radius:3px;font-size:.86em;overflow-wrap:anywhere}
a.place{color:var(--soft);font:.75rem/1.3 var(--sans);text-decoration:none;overflow-wrap:anywhere}code.s{white-space:nowrap}a.mark{font-size:.68rem;vertical-align:.35em;padding:0 .25em;border:1px solid var(--line);border-radius:3px}a.place:hover,a.place:focus{text-decoration:underline}
.remark{color:var(--soft);white-space:pre-wrap;border-left:3px solid var(--line);padding-left:.9rem}.cite{color:var(--soft);font-size:.9em}
ul.statements{padding-left:1.25rem;max-width:50rem}ul.statements li{margin:.28rem 0}ul.statements ul{border-left:1px solid var(--line)}
li:target,h2:target,h3:target,h4:target,tr:target{background:var(--sel)}
dl{display:grid;grid-template-columns:fit-content(13rem) minmax(0,1fr);gap:.2rem 1.2rem}dt{color:var(--soft);font-size:.9rem;padding-top:.1em}dd{margin:0;grid-column:2}
.badge{display:inline-block;white-space:nowrap;font-size:.84em;font-weight:600;line-height:1.35;padding:.08em .55em;border-radius:1em;border:1px solid}
${tones}
.scroll{overflow-x:auto;margin:.8rem 0;max-width:100%}
table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.45;font-variant-numeric:tabular-nums}caption{text-align:left;color:var(--soft);padding:.2rem 0 .4rem}@media screen{caption:not(.vh){position:sticky;left:0;max-width:calc(100vw - 2rem)}}
th,td{text-align:left;overflow-wrap:break-word;max-width:34rem;vertical-align:top;padding:.42rem .8rem .42rem 0;border-bottom:1px solid var(--line);min-width:3.5rem}thead th{border-bottom:2px solid var(--rule);font-weight:600;white-space:nowrap}tbody th{font-weight:600}
td .place,dd .place{white-space:normal}
td a[href^="explorer.html#"]{white-space:nowrap}td:has(>br){line-height:1.55rem}.wide:not(.stack){min-width:52rem}.wide th,.wide td{padding-right:.6rem}.wide thead th{white-space:normal;vertical-align:bottom}.wide td .badge{font-size:.78em;padding:.08em .45em}
@media screen and (min-width:76rem){.scroll:not(.across):has(>table){overflow:visible}.scroll:not(.across)>table>thead th{position:sticky;top:0;z-index:2;background:var(--paper);border-bottom-color:transparent;box-shadow:inset 0 -2px var(--rule)}}
.part{content-visibility:auto;contain-intrinsic-size:auto 30rem}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(17rem,100%),1fr));gap:.8rem;list-style:none;padding:0;max-width:none}.cards li{border:1px solid var(--line);border-radius:6px;padding:.8rem 1rem}.cards a{font-weight:600;font-size:1.02rem}.cards p{margin:.25rem 0 0;color:var(--soft);font-size:.92rem;line-height:1.45}
details{margin:.6rem 0}summary{cursor:pointer;padding:.3rem 0;font-size:.95rem;color:var(--link)}
figure svg{display:block;max-width:100%;height:auto}@media screen{figure .scroll svg{min-width:44rem}}figcaption{font-size:.9rem;color:var(--soft);margin-top:.4rem}
pre{font:.84rem/1.5 var(--mono);overflow-x:auto;tab-size:2}pre a{color:var(--soft);text-decoration-color:var(--line)}pre span:target{background:var(--sel)}
.contents{font-size:.9rem}.contents ul{list-style:none;margin:.4rem 0 1rem;padding:0;display:flex;flex-wrap:wrap;gap:.1rem 1.1rem}.contents a{display:inline-block;padding:.2rem 0;color:var(--soft)}.contents a:hover{color:var(--link)}
.foot{border-top:1px solid var(--line);margin-top:3rem;padding-top:.8rem;font-size:.85rem;color:var(--soft);max-width:none}
@media screen and (min-width:70rem){.split{display:grid;grid-template-columns:13.5rem minmax(0,1fr);gap:3rem}.split .contents{position:sticky;top:0;align-self:start;max-height:100vh;overflow-y:auto;padding:1.4rem 0}.split .contents ul{display:block}.split .contents li{margin:.1rem 0}}
@media screen and (max-width:69.9rem){.contents ul{flex-wrap:nowrap;overflow-x:auto;padding-bottom:.3rem}.contents a{white-space:nowrap}}
@media (max-width:40rem){dl{display:block}dt{margin-top:.5rem}dd+dd{margin-top:.35rem}body{font-size:1rem}.bar{padding:.4rem 1rem 0}thead th{white-space:normal}th,td{padding-right:.6rem}}
@media screen and (max-width:40rem){.bar nav:not(.langs){order:1;flex-basis:100%;flex-wrap:nowrap;overflow-x:auto;padding-bottom:.45rem}.bar nav a{white-space:nowrap}.trail{padding-top:.5rem}h1{margin-top:.5rem}h2{margin-top:1.9rem}
.wide:not(.stack) tbody th{position:sticky;left:0;z-index:1;background:var(--paper);max-width:8rem}
.stack,.stack caption,.stack tbody,.stack tr,.stack th,.stack td{display:block;min-width:0;max-width:none}.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.stack tr{padding:.55rem 0;border-bottom:1px solid var(--line)}.stack tbody th{border:0;padding:0 0 .15rem}.stack td{display:flow-root;border:0;padding:.08rem 0 .08rem 7rem}.stack td::before{content:attr(data-head);float:left;margin-left:-7rem;width:6.6rem;color:var(--soft)}.stack td:empty{display:none}}
@media print{@page{margin:18mm 16mm}body{font-size:10pt}.page{max-width:none;padding:0}.bar,.skip,.contents,.trail{display:none}.foot{margin-top:1rem}a{color:inherit;text-decoration:none}h1{font-size:19pt}h2{break-after:avoid}h3,h4{break-after:avoid}tr,li{break-inside:avoid}li:has(li){break-inside:auto}summary{color:inherit;list-style:none}thead{display:table-header-group;break-after:avoid}.scroll{overflow:visible}.wide:not(.stack){min-width:0}table{font-size:8pt}.wide th:first-child{min-width:6.5rem}.wide td,.wide th{min-width:0}.wide td .badge{white-space:normal;border-radius:.6em}code{background:none;padding:0}details::details-content{content-visibility:visible;height:auto}.part{content-visibility:visible}a.place,td a[href^="explorer.html#"]{display:none}td>a.place:only-child{display:inline}.badge{border-width:.5pt}pre{white-space:pre-wrap}}
`;
