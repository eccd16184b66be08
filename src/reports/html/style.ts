import { colours } from './colours.ts';
import { trusted } from './html.ts';

/** One hue as on the label; verdicts are told apart by sign and word, colour only helps. Contrast of text is at least 4.5 in both schemes (style.test.ts). */
export const style = trusted(`
${colours}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.55 Inter,system-ui,"Segoe UI",Helvetica,Arial,sans-serif;overflow-wrap:anywhere}
main,.top,footer{max-width:68rem;margin:0 auto;padding:0 1.25rem}
.top{padding-top:2.5rem;padding-bottom:1.25rem}
h1,h2,h3,h4,h5{line-height:1.25;margin:0 0 .5rem;text-wrap:balance}
h1{font-size:clamp(1.6rem,5vw,2.4rem);letter-spacing:-.02em}
h1 small,h3 small{font-weight:400;color:var(--soft);font-size:.75em}
h2{font-size:1.35rem;letter-spacing:-.01em}
h3{font-size:1.05rem}h4{font-size:.95rem}h5{font-size:.95rem;font-weight:600}
p{margin:0 0 .6rem}a{color:var(--accent)}
.eyebrow{font-size:.85rem;font-weight:600;color:var(--soft);margin:0 0 .35rem}
section{margin:2.5rem 0}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.6rem 1rem;z-index:1}
.hero{display:grid;grid-template-columns:auto 1fr;gap:2rem;align-items:center;background:var(--hero);color:var(--on-hero);border-radius:1.5rem;padding:2rem;margin:0}
.hero .eyebrow{color:var(--hero-soft)}
.hero h2{font-size:clamp(1.5rem,4.2vw,2.1rem)}.hero h2::first-letter{text-transform:uppercase}
.hero .lead{font-size:1.1rem;max-width:38em}
.tile{display:grid;place-items:center;width:9.5rem;height:9.5rem;border-radius:1.75rem;background:#fff;color:#1b1647;font-size:6.5rem;font-weight:800;line-height:1}
.tile.small{width:3.5rem;height:3.5rem;border-radius:.9rem;font-size:2.2rem;background:var(--accent);color:var(--on-accent);flex:none}
.scale{display:flex;gap:.35rem;max-width:26rem;margin:1rem 0 .35rem}
.scale span{flex:1;text-align:center;padding:.3rem 0;border-radius:.5rem;background:var(--tint);color:var(--soft);font-weight:600;border:2px solid transparent}
.scale .possible{border-color:currentColor;border-style:dashed}
.scale .here{background:var(--accent);color:var(--on-accent);font-weight:800;transform:scaleY(1.18)}
.hero .scale span{background:#3b3389;color:#e4e1fa}.hero .scale .here{background:#fff;color:#1b1647}
.notice{background:var(--notice);color:var(--on-notice);border-radius:1rem;padding:1rem 1.25rem;margin:1.25rem 0}.notice p:last-child{margin:0}
.facts{display:grid;grid-template-columns:repeat(4,1fr);gap:1rem;margin:1.25rem 0}
.fact,.card,.part,.steps>li{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:1.1rem 1.25rem}
.fact h3{font-size:.85rem;font-weight:600;color:var(--soft)}.fact p,.fact div{font-size:.95rem}.fact p{margin:.25rem 0 0;color:var(--soft)}.fact strong{font-size:1.1rem}
.columns{display:grid;grid-template-columns:1fr auto;gap:1rem;align-items:stretch;margin:1rem 0}
.columns .card{min-width:0}.columns>:only-child{grid-column:1/-1}
.plain{padding-left:1.2rem;margin:0}.plain li{margin:.35rem 0}
.specimen{margin:0;text-align:center}.specimen img{max-width:100%;height:auto;border-radius:.75rem;background:#fff}.specimen figcaption{font-size:.85rem;color:var(--soft);max-width:248px;margin:.5rem auto 0}
nav{margin:1.5rem 0}
nav ul{display:flex;flex-wrap:wrap;gap:.4rem;padding:0;margin:0;list-style:none}
nav a{display:inline-block;padding:.35rem .8rem;border-radius:2rem;background:var(--card);border:1px solid var(--line);text-decoration:none;font-size:.9rem}
nav a:hover{border-color:var(--accent)}
details>summary{cursor:pointer}
.criterion{background:var(--card);border:1px solid var(--line);border-radius:.9rem;margin:.5rem 0;overflow:hidden}
.criterion>summary{display:grid;grid-template-columns:11rem 1fr auto;gap:.75rem;align-items:baseline;padding:.7rem 1rem;list-style:none}
.criterion>summary::-webkit-details-marker{display:none}
.criterion>summary .title::after{content:" ▸";color:var(--soft)}.criterion[open]>summary .title::after{content:" ▾"}
.criterion>summary:hover{background:var(--tint)}
.criterion[open]>summary{border-bottom:1px solid var(--line)}
.criterion .title{font-weight:600}.sure{color:var(--soft);font-size:.9rem}
.verdict{font-weight:700;font-size:.9rem}.verdict i{display:inline-grid;place-items:center;width:1.4em;height:1.4em;border-radius:.4em;border:2px solid currentColor;font-style:normal;font-size:.85em;line-height:1}
.verdict.fail,.outcome.yes,.outcome.no{color:var(--ink)}.verdict.fail{color:var(--fail)}.verdict.pass{color:var(--good)}.verdict.inconclusive,.outcome.unknown{color:var(--open)}.verdict.not-applicable{color:var(--soft)}
.trace{padding:.9rem 1rem}
.finding{border-left:3px solid var(--line);padding:.1rem 0 .1rem .9rem;margin:.9rem 0}
.finding h5{margin:0 0 .3rem}.outcome{white-space:nowrap}.outcome::before{content:"→ "}
.why{color:var(--open)}
.places,.digests{margin:.2rem 0 .4rem;padding-left:1.1rem}.digests{list-style:none;padding:0;font-size:.85rem;color:var(--soft)}
code{font:.86em/1.5 ui-monospace,"SF Mono",Menlo,Consolas,monospace}
.place i{color:var(--soft);font-style:normal}.place b{color:var(--accent)}
.note,.fine{color:var(--soft);font-size:.88rem}.digest{color:var(--soft);font-size:.78rem;word-break:break-all}
.next{background:var(--tint);border-radius:.7rem;padding:.7rem .9rem}.next b{display:block;font-size:.85rem;color:var(--soft)}
.steps{list-style:none;padding:0;display:grid;gap:.75rem;margin:1rem 0}.steps h3 .rung{margin-right:.35rem}
.rung{display:inline-grid;place-items:center;min-width:1.7em;height:1.7em;border-radius:.45em;background:var(--accent);color:var(--on-accent);font-weight:800;font-size:.9em}
.chips{display:flex;flex-wrap:wrap;gap:.4rem;margin:.3rem 0}.chip{background:var(--tint);border-radius:1rem;padding:.15rem .7rem;font-size:.88rem}.chip.strong{background:none;border:1px solid var(--line);font-weight:600}
.part{margin:1rem 0}.part>header{display:flex;gap:1rem;align-items:center}.part>header p,.part>header h3{margin:0}
.part .criterion{background:var(--page)}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1.25rem;margin:1rem 0}.pair p{color:var(--soft);margin:0}
.rungline{display:flex;gap:.6rem;align-items:center;margin:1.4rem 0 .4rem}
table{border-collapse:collapse;width:100%;background:var(--card);border-radius:1rem;overflow:hidden;font-size:.92rem}
th,td{text-align:left;vertical-align:top;padding:.65rem .8rem;border-bottom:1px solid var(--line)}
th{font-size:.85rem;color:var(--soft)}td small{display:block;color:var(--soft);font-size:.85em}
table:not(.matrix){table-layout:fixed}table:not(.matrix) th:nth-child(1){width:20%}table:not(.matrix) th:nth-child(4){width:22%}table:not(.matrix) th:nth-child(6){width:20%}
td,th,h2,h3,.title{hyphens:auto}code,bdi{hyphens:none}
td .digest{display:block}
.bar{display:flex;height:.5rem;border-radius:.25rem;overflow:hidden;background:var(--line)}.bar .identified{background:var(--accent)}.bar .opaque{background:var(--soft);opacity:.6}.bar .unread{background:var(--fail)}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:1rem}.matrix{min-width:44rem}.matrix .not{color:var(--soft)}.matrix ul{padding-left:1rem;margin:.3rem 0;font-size:.85rem}
pre{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:.8rem 1rem;overflow-x:auto;white-space:pre-wrap}
dl{display:grid;grid-template-columns:minmax(9rem,max-content) 1fr;gap:.4rem 1.25rem;margin:0}dt{color:var(--soft)}dd{margin:0;min-width:0}
.network{display:block;width:100%;height:auto;background:var(--card);border:1px solid var(--line);border-radius:1rem;margin:1rem 0 .5rem}
.network text{font:12px system-ui,sans-serif;fill:var(--ink)}.network .faint{fill:var(--soft)}.network .device{fill:var(--tint);stroke:var(--accent);stroke-width:2}
.network .wire{fill:none;stroke:var(--soft)}.network .wire.encrypted{stroke:var(--good)}.network .wire.clear{stroke:var(--fail);stroke-dasharray:7 4}.network .wire.mixed{stroke:var(--open);stroke-dasharray:14 3}.network .wire.unknown{stroke-dasharray:2 4}
.network .peer{fill:var(--soft)}.network .peer.remote{fill:var(--accent)}.network .peer.multicast{fill:none;stroke:var(--soft)}
.encrypted{color:var(--good)}.clear{color:var(--fail)}.mixed{color:var(--open)}.key span{margin-right:1rem}.key span::before{content:"— "}.key .clear::before{content:"- - "}.key .mixed::before{content:"— · "}.key .unknown::before{content:"··· "}
.foreign{font-style:italic}
footer{color:var(--soft);font-size:.9rem;padding-top:1rem;padding-bottom:3rem}
@media (min-width:46.01rem){.columns .card:not(.specimen)+.card:not(.specimen){max-width:22rem}}
@media (max-width:62rem){.facts{grid-template-columns:repeat(2,1fr)}}
@media (max-width:46rem){
.facts{grid-template-columns:1fr}
main,.top,footer{padding-left:1rem;padding-right:1rem}section{margin:2rem 0}
.hero{grid-template-columns:1fr;gap:1.1rem;padding:1.4rem;border-radius:1.2rem}.tile:not(.small){width:6.5rem;height:6.5rem;font-size:4.5rem;border-radius:1.25rem}
.columns,.pair{grid-template-columns:1fr}
.criterion>summary{grid-template-columns:1fr auto}.criterion>summary .title{grid-column:1/-1;order:3}
dl{grid-template-columns:1fr;gap:.1rem}dd{margin-bottom:.6rem}
table:not(.matrix),table:not(.matrix) tbody,table:not(.matrix) tr,table:not(.matrix) td{display:block}
table:not(.matrix) thead{position:absolute;left:-999rem}
table:not(.matrix){background:none}table:not(.matrix) tr{background:var(--card);border:1px solid var(--line);border-radius:1rem;margin:.75rem 0;padding:.4rem 0}
table:not(.matrix) td{display:grid;grid-template-columns:7rem 1fr;gap:.75rem;border:0;padding:.35rem 1rem}table:not(.matrix) td>div{min-width:0}
table:not(.matrix) td::before{content:attr(data-label);color:var(--soft);font-size:.85rem}
}
@media print{
:root{--page:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;--tint:#f2f2f2;--hero:#fff;--on-hero:#000;--hero-soft:#444;--notice:#fff;--on-notice:#000;--accent:#251e60;--on-accent:#fff;--fail:#7d0f2b;--open:#5c3800;--good:#08413d}
body{font-size:10.5pt}nav,.skip{display:none}.hero,.notice{border:2px solid #251e60}.tile:not(.small){border:3px solid #251e60}.hero .scale span{background:#fff;color:#444;border-color:#bbb}.hero .scale .here{background:#251e60;color:#fff}
.finding,.fact,.criterion>summary{break-inside:avoid}.steps details{display:none}h2,h3,h4{break-after:avoid}
details::details-content{content-visibility:visible;display:block;height:auto}
.scroll{overflow:visible}.matrix{min-width:0}
.scale,.bar,.rung,.tile{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}`);
