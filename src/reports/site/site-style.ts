import { labelLetters } from '../../model/label-claims.ts';
import { colours } from '../html/colours.ts';

const swatches = labelLetters.map((letter) => `.swatch-${letter}{background:var(--chart-${letter.toLowerCase()})}`).join('');

/** The register's pages and the page that checks labels: system fonts, the label's one hue, light and dark. Where a label stands is told by sign and word; colour only helps. */
export const siteStyle = `${colours}
:root{--chart-a:#251e60;--chart-b:#4b41a8;--chart-c:#7d74d6;--chart-d:#a9a2ea;--chart-e:#cfcaf5}
@media (prefers-color-scheme:dark){:root{--chart-a:#f1effd;--chart-b:#cbc5fa;--chart-c:#9f96ee;--chart-d:#7167cf;--chart-e:#4f46a3}}
*{box-sizing:border-box}
[hidden]{display:none!important}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;overflow-wrap:anywhere}
main,.bar,footer,.training{max-width:60rem;margin:0 auto;padding:0 1.25rem}
.narrow main,.narrow .bar,.narrow footer{max-width:44rem}
h1,h2,h3,h4{line-height:1.25;margin:0 0 .5rem;text-wrap:balance;letter-spacing:-.01em}
h3,h4{text-wrap:pretty}h1{font-size:clamp(1.7rem,5vw,2.4rem);letter-spacing:-.02em}h2{font-size:1.3rem}h3{font-size:1.1rem}h4{font-size:.95rem;margin-top:.9rem}
p{margin:0 0 .75rem}a{color:var(--accent);text-underline-offset:.18em}
section{margin:2.5rem 0}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:.35rem}
.skip,.offscreen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip:focus{width:auto;height:auto;clip-path:none;left:1rem;top:1rem;background:var(--card);padding:.6rem 1rem;z-index:1}
input[type=file].offscreen:focus-visible+*,.button:has(+input:focus-visible){outline:3px solid var(--accent);outline-offset:2px}
.soft{color:var(--soft);font-size:.95rem}
.lead{font-size:1.15rem;color:var(--soft);max-width:40em}
.training{max-width:none;background:var(--notice);color:var(--on-notice);padding:.7rem 1.25rem;text-align:center;margin:0;border-bottom:2px solid currentColor}
.training strong{text-transform:uppercase;letter-spacing:.04em;margin-right:.4em}
.bar{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1.5rem;padding-top:1.1rem;padding-bottom:1.1rem}
.bar .brand{font-weight:700;color:var(--ink);text-decoration:none;margin-right:auto}
.bar ul,.pages ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;margin:0;padding:0;font-size:.95rem}
.bar [aria-current],.pages [aria-current]{color:var(--ink);font-weight:650;text-decoration:none}
.head{padding:2rem 0 .75rem}
.button,button{display:inline-block;min-height:2.9rem;font:inherit;font-weight:600;border:2px solid var(--accent);border-radius:.75rem;padding:.55rem 1.1rem;background:var(--accent);color:var(--on-accent);text-decoration:none;cursor:pointer;text-align:center}
.button:hover,button:hover{filter:brightness(1.08)}
.button.quiet,button.quiet,.bar .button{background:transparent;color:var(--accent)}
.bar .button{min-height:0;padding:.3rem .9rem;font-size:.95rem}
button.link{border:0;min-height:0;padding:.2rem 0;background:none;color:var(--accent);font-weight:400;text-decoration:underline;text-underline-offset:.18em;border-radius:.2rem}
.filters{display:grid;grid-template-columns:repeat(4,1fr);gap:.75rem 1rem;margin:1rem 0 1.5rem}.filters .wide{grid-column:1/-1;margin:0}
label{font-weight:600;font-size:.95rem}
input:not([type=file],[type=checkbox],[type=radio]),select,textarea{display:block;width:100%;font:inherit;font-weight:400;color:var(--ink);background:var(--card);border:1px solid var(--soft);border-radius:.6rem;padding:.55rem .75rem;margin-top:.25rem;min-width:0;min-height:2.9rem}
textarea{margin-bottom:.75rem;font:.85rem/1.5 ui-monospace,"SF Mono",Menlo,Consolas,monospace;resize:vertical}
.labels{list-style:none;margin:0;padding:0;background:var(--card);border:1px solid var(--line);border-radius:1.1rem;overflow:hidden}
.labels li+li{border-top:1px solid var(--line)}
.labels a{display:grid;grid-template-columns:auto 1fr auto;gap:1rem;align-items:center;padding:.9rem 1.1rem;color:inherit;text-decoration:none}
.labels a:hover{background:var(--tint)}.labels a:hover strong{text-decoration:underline}.labels a:focus-visible{outline-offset:-3px;border-radius:1.1rem}
.what,.aside{display:grid}.what strong{font-size:1.1rem;line-height:1.35}.aside{justify-items:end;text-align:right}
.tile{display:grid;place-items:center;width:8.5rem;height:8.5rem;border-radius:1.75rem;background:#fff;color:#1b1647;font-size:5.6rem;font-weight:800;line-height:1;flex:none}
.tile.small{width:3.25rem;height:3.25rem;border-radius:.9rem;font-size:1.9rem;background:var(--accent);color:var(--on-accent)}
.tile.small.suspended,.tile.small.withdrawn,.tile.small.expired{background:transparent;color:var(--soft);border:2px dashed var(--soft)}
.standing{display:inline-flex;align-items:center;gap:.4em;font-weight:650;font-size:.95rem}
.standing i,.verdict h2 i{display:inline-grid;place-items:center;width:1.35em;height:1.35em;border:2px solid currentColor;border-radius:50%;font-style:normal;font-weight:800;font-size:.8em;line-height:1}
.standing.in-force{color:var(--good)}.standing.suspended{color:var(--open)}.standing.withdrawn{color:var(--fail)}.standing.expired{color:var(--soft)}
.hero{display:grid;grid-template-columns:auto 1fr;gap:2rem;align-items:center;background:var(--hero);color:var(--on-hero);border-radius:1.5rem;padding:2rem}
.hero p{max-width:38em}.hero .words{font-size:clamp(1.35rem,3.6vw,1.8rem);font-weight:700;line-height:1.25;letter-spacing:-.01em}.hero .words::first-letter{text-transform:uppercase}
.hero .standing{color:inherit;background:#ffffff24;border-radius:2rem;padding:.2rem .9rem .2rem .4rem}
.hero:not(.in-force) .tile{opacity:.55}
.scale{display:flex;gap:.3rem;max-width:24rem;margin:1rem 0 0}
.scale span{flex:1;text-align:center;padding:.25rem 0;border-radius:.5rem;background:var(--tint);color:var(--soft);font-weight:600}
.scale .here{background:var(--accent);color:var(--on-accent);font-weight:800;transform:scaleY(1.18)}
.hero .scale span{background:#3b3389;color:#e4e1fa}.hero .scale .here{background:#fff;color:#1b1647}
.notice{background:var(--notice);color:var(--on-notice);border-radius:1rem;padding:1rem 1.25rem;margin:1.25rem 0;font-weight:600}.notice a{color:inherit}
.split{display:grid;grid-template-columns:1fr auto;gap:2.5rem;align-items:start}.split>:only-child{grid-column:1/-1}
.picture{margin:2.5rem 0 0;text-align:center}.picture img{display:block;max-width:100%;height:auto;border-radius:.75rem}.picture figcaption{margin-top:.5rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:1.1rem;padding:1.25rem 1.4rem;margin:1rem 0}.card>:last-child,.card p:last-child{margin-bottom:0}
.parts{display:grid;gap:1rem}.part{display:flex;gap:1.1rem}.parts>.part{margin:0}.part>div{min-width:0;flex:1}.part p{margin:0}
.plain{padding-left:1.2rem;margin:0}.plain li{margin:.25rem 0}dd .plain li:first-child{margin-top:0}
.digests{list-style:none;padding:0;margin:.3rem 0 0}summary{cursor:pointer;color:var(--soft);font-size:.95rem;margin-top:.75rem}
code{font:.82rem/1.5 ui-monospace,"SF Mono",Menlo,Consolas,monospace}
dl{display:grid;grid-template-columns:minmax(9rem,13rem) 1fr;gap:.6rem 1.5rem;margin:0}dt{color:var(--soft)}dd{margin:0;min-width:0}
.history{list-style:none;margin:0;padding:0 0 0 1.25rem;border-left:2px solid var(--line)}
.history li{position:relative;margin:0 0 1.4rem}.history li::before{content:"";position:absolute;left:-1.66rem;top:.5em;width:.7rem;height:.7rem;border-radius:50%;background:var(--accent)}
.history time{font-weight:650}.history p{margin:0}
.choices{display:flex;flex-wrap:wrap;gap:.75rem;margin-bottom:.75rem;align-items:end}.choices input{flex:1 1 10rem;width:auto}
#finder video{display:block;width:100%;max-height:60vh;object-fit:cover;border-radius:.9rem;background:#000;margin-bottom:.5rem}
#verdict{scroll-margin-top:1rem}
.verdict{border:2px solid currentColor;border-radius:1.25rem;padding:1.25rem 1.4rem;margin:1rem 0;background:var(--card)}
.verdict>*{color:var(--ink)}.verdict .soft{color:var(--soft)}.verdict h2{font-size:1.5rem;color:inherit;display:flex;gap:.55rem;align-items:center}.verdict>:last-child{margin:0}
.verdict.good{color:var(--good)}.verdict.open{color:var(--open)}.verdict.bad{color:var(--fail)}
.hand{display:grid;grid-template-columns:1fr auto;gap:1.25rem;align-items:start}.hand img{width:7.5rem;height:auto;border-radius:.5rem}.product{font-size:1.25rem;font-weight:700}
.letter{display:flex;gap:1rem;align-items:start}.letter strong{display:block}.letter strong::first-letter{text-transform:uppercase}.letter p{margin:0}
#verdict .scale{margin:.9rem 0 1.2rem}#verdict dl+p{margin-top:1rem}
.drop{display:block;border:2px dashed var(--soft);border-radius:.9rem;padding:.9rem 1rem;font-weight:400}.drop input{display:block;margin-top:.5rem;max-width:100%;font:inherit;color:inherit}
.cover{font-weight:650;margin:.9rem 0 0}.cover:empty{display:none}
.cover[data-cover=covered]{color:var(--good)}.cover[data-cover=update-now]{color:var(--open)}.cover[data-cover=not-covered]{color:var(--fail)}
.foreign{font-style:italic}
.menu{max-width:60rem;margin:0 auto;padding:0 1.25rem}.menu ul{display:flex;flex-wrap:wrap;gap:.1rem 1.5rem;list-style:none;margin:0;padding:.35rem 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line);font-size:.95rem}
.menu a{display:inline-block;padding:.3rem 0;color:var(--soft);text-decoration:none}.menu a:hover{text-decoration:underline}.menu [aria-current]{color:var(--ink);font-weight:650;box-shadow:0 2px 0 var(--accent)}
.crumbs{padding-top:1.25rem;font-size:.95rem;color:var(--soft)}.crumbs+.head{padding-top:1rem}
.ask-row{display:flex;gap:.75rem;align-items:end}.grow{flex:1;min-width:0}.filters.three{grid-template-columns:repeat(3,1fr);margin:.75rem 0 0}
.found{margin:0 0 .75rem}.picked li{display:grid;grid-template-columns:auto 1fr}.picked .labels a,.picked a{min-width:0}
.pick{display:grid;place-items:center;padding:0 .2rem 0 1.1rem;cursor:pointer}.pick input{width:1.6rem!important;height:1.6rem;margin:0;accent-color:var(--accent)}
.after{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:.75rem;margin-top:1rem}.pages ul{align-items:center}
.empty{text-align:center;padding:2.5rem 1.4rem}.empty .button{margin:.25rem}.empty p{max-width:34em;margin-left:auto;margin-right:auto}.ways{margin-top:1.5rem}
.sideways{overflow-x:auto;border-radius:1.1rem}table{border-collapse:collapse;width:100%;font-size:.95rem}th{text-align:left;font-weight:600}
.compare{background:var(--card);border:1px solid var(--line);border-radius:1.1rem;border-spacing:0;border-collapse:separate;table-layout:fixed}.compare.of-3{min-width:36rem}.compare.of-4{min-width:46rem}
.compare th,.compare td{padding:.7rem .9rem;vertical-align:top;border-top:1px solid var(--line)}.compare thead>tr>*{border-top:0}.compare th[scope=row]{color:var(--soft);font-weight:400;width:9rem}.compare p{margin:0}
.compare th[scope=col]>*{display:block;margin:.15rem 0}.compare th .tile{display:grid}.compare .group th{background:var(--tint);color:var(--ink);font-weight:650}.compare thead td{width:9rem}.compare thead .soft{font-weight:400}
.verdicts{background:var(--card);border:1px solid var(--line);border-radius:1.1rem;border-spacing:0;border-collapse:separate;table-layout:fixed;min-width:34rem;margin-bottom:1.25rem}.verdicts caption{text-align:left;font-weight:650;padding:.25rem 0 .5rem}
.verdicts th,.verdicts td{padding:.6rem .9rem;vertical-align:top;border-top:1px solid var(--line)}.verdicts thead th{border-top:0}.verdicts tbody th{font-weight:400}.verdicts th:nth-child(2){width:8.5rem}.verdicts th:nth-child(3){width:14.5rem}.with-tile{display:flex;align-items:center;gap:.75rem}
@media(max-width:40rem){.verdicts{min-width:0}.verdicts th,.verdicts td{padding:.5rem .55rem}.verdicts th:nth-child(2){width:6.2rem}.verdicts th:nth-child(3){width:6.8rem}}
.figures th,.figures td{padding:.35rem .75rem;text-align:right;border-bottom:1px solid var(--line);font-variant-numeric:tabular-nums}.figures th[scope=row],.figures th:first-child{text-align:left}
.tallies{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(4,1fr);gap:1rem}.tallies li{margin:0;display:grid}.tallies strong{font-size:1.7rem;line-height:1.2;letter-spacing:-.02em}
.chart{margin:.75rem 0;padding:1rem}.chart svg{display:block;max-width:100%;height:auto;font-size:12.5px;color:var(--ink);--plot-background:var(--card)}.chart text{white-space:pre}.narrow-only{display:none}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;margin:0}.legend span{display:inline-flex;align-items:center;gap:.4rem}.legend i{width:1rem;height:1rem;border-radius:.25rem;border:1px solid var(--soft)}
${swatches}
.stack>*+*{margin-top:1.25rem}.stack .hint{margin:0}.stack textarea{margin-bottom:0}fieldset>*+div,fieldset>label{margin-top:1rem}fieldset p{margin:0}.stack label{display:block}fieldset{border:0;margin:0;padding:0;min-width:0}legend{font-weight:650;padding:0;margin-bottom:.5rem}
.option{display:flex!important;gap:.75rem;align-items:start;font-weight:400;border:1px solid var(--line);border-radius:.9rem;padding:.75rem 1rem;margin-top:.5rem;cursor:pointer}.option:has(:checked){border-color:var(--accent);background:var(--tint)}.option input{width:1.2rem;height:1.2rem;margin:.2rem 0 0;flex:none;accent-color:var(--accent)}.option span span{display:block}
.fault{color:var(--fail);font-weight:650;margin:.25rem 0}[aria-invalid]{border-color:var(--fail)!important;border-width:2px!important}
.steps{display:grid;grid-template-columns:repeat(4,1fr);gap:.75rem;list-style:none;padding:0;margin:0 0 1.5rem}.steps li{border-top:4px solid var(--line);padding-top:.5rem;color:var(--soft);font-size:.95rem}.steps .done,.steps .now{border-color:var(--accent)}.steps .now{color:var(--ink);font-weight:650}
blockquote{margin:0;padding:.1rem 0 .1rem 1rem;border-left:3px solid var(--line);white-space:pre-wrap}
footer{color:var(--soft);font-size:.9rem;padding-top:1.5rem;padding-bottom:3rem}
@media (max-width:46rem){
main,.bar,.menu,footer{padding-left:1rem;padding-right:1rem}.wide-only{display:none}.narrow-only{display:block}.tallies,.steps{grid-template-columns:1fr 1fr}.filters.three{grid-template-columns:1fr 1fr}.picked a{padding-left:.7rem}.pick{padding-left:.9rem}.compare th,.compare td{padding:.6rem}.compare th[scope=row],.compare thead td{width:5.8rem}.compare.of-2{min-width:0}.compare th[scope=row],.compare thead td{position:sticky;left:0;background:var(--card);z-index:1}section{margin:2rem 0}.head{padding-top:1rem}
.filters{grid-template-columns:1fr 1fr}.filters.numbers{grid-template-columns:1fr}
.bar{padding-top:.8rem;padding-bottom:.6rem;gap:.5rem .75rem}.bar .brand{flex:1;min-width:0}.bar nav{order:3;flex:1 1 100%}.bar .button{font-size:.9rem;padding:.25rem .75rem}.training{padding:.5rem 1rem;font-size:.95rem;line-height:1.45}.menu ul{gap:0 1.1rem}.menu a{padding:.25rem 0}
.card{padding:1rem 1.1rem}.part{gap:.8rem}.part>.tile.small{width:2.5rem;height:2.5rem;font-size:1.4rem;border-radius:.7rem}.option{padding:.65rem .8rem}
.labels a{grid-template-columns:auto 1fr;gap:.25rem .9rem}.labels .tile{grid-row:span 2}.aside{grid-column:2;display:flex;flex-wrap:wrap;gap:.1rem .9rem;justify-items:start;text-align:left}
.hero{grid-template-columns:1fr;gap:1rem;padding:1.4rem;border-radius:1.2rem}.tile:not(.small){width:6rem;height:6rem;font-size:4rem;border-radius:1.25rem}
.split{grid-template-columns:1fr;gap:0}.picture{margin:0 auto}
dl{grid-template-columns:1fr;gap:.1rem}dd{margin-bottom:.7rem}
.hand{grid-template-columns:1fr}
}
@media print{.bar nav,.menu,.button,.filters,.ask-row,.after,.pick,.skip,.ask{display:none}.hero{border:2px solid #251e60;background:#fff;color:#000}.card{break-inside:avoid}}
`;
