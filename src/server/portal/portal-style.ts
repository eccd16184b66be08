import { style } from '../../reports/html/style.ts';
import { siteStyle } from '../../reports/site/site-style.ts';

/** The public pages' look, and what a place of work has besides: steps, clocks, forms, lists. The report's own style holds inside `.report` only. */
export const portalStyle = `${siteStyle}
main,footer{max-width:64rem}
body{display:flex;flex-direction:column;min-height:100vh}main{flex:1;width:100%}footer{width:100%}
.bar{border-bottom:1px solid var(--line);max-width:none;width:100%;margin:0;padding:.7rem max(1.25rem,calc((100% - 64rem)/2 + 1.25rem))}
.bar{flex-wrap:nowrap;gap:.5rem 1rem}.bar nav{flex:1 1 auto}.bar .brand{margin-right:0}.bar ul{gap:.2rem .1rem}
.bar nav a{display:block;padding:.35rem .55rem;white-space:nowrap;border-radius:.6rem;text-decoration:none;color:var(--ink)}.bar nav a:hover{background:var(--tint)}.bar nav [aria-current]{background:var(--tint);color:var(--accent)}
.hats{position:relative;flex:0 20 auto;min-width:11rem}.hats>summary{display:flex;gap:.4em;white-space:nowrap;width:fit-content;max-width:100%;margin:0 0 0 auto;padding:.4rem .9rem;border:1px solid var(--line);border-radius:2rem;background:var(--card);color:var(--ink);list-style:none;font-size:.9rem}
.hats>summary::-webkit-details-marker{display:none}.hats>summary::after{content:"▾";color:var(--soft)}.hats>summary bdi{overflow:hidden;text-overflow:ellipsis;min-width:0}
.sheet{position:absolute;right:0;top:calc(100% + .5rem);z-index:3;width:min(22rem,calc(100vw - 2rem));background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:1rem;box-shadow:0 12px 32px #0003}
.sheet ul{display:grid;gap:.35rem;margin:0 0 .75rem}.sheet li button{width:100%;text-align:left;background:transparent;color:var(--ink);border:1px solid var(--line);padding:.5rem .8rem;font-weight:400}.sheet li button[aria-pressed]{border-color:var(--accent);background:var(--tint)}.sheet b{display:block}.sheet summary b{display:inline}
.hats>summary b{font-weight:650}
footer{border-top:1px solid var(--line);margin-top:3rem;display:flex;flex-wrap:wrap;gap:.5rem 2rem;justify-content:space-between}footer ul{display:flex;gap:.25rem 1rem;list-style:none;margin:0;padding:0}footer [aria-current]{color:var(--ink);font-weight:650;text-decoration:none}
.flash,.running{display:flex;gap:.6rem;align-items:baseline;background:var(--card);border:1px solid var(--line);border-left:.35rem solid var(--good);border-radius:.8rem;padding:.7rem 1rem;margin:1rem 0}.flash i{color:var(--good);font-style:normal;font-weight:800}
.running{border-left-color:var(--accent);align-items:center}.running i{width:1rem;height:1rem;border:3px solid var(--line);border-top-color:var(--accent);border-radius:50%;animation:turn 1s linear infinite;flex:none}
@keyframes turn{to{transform:rotate(1turn)}}@media (prefers-reduced-motion:reduce){.running i{animation:none}}
.trouble{background:var(--card);border:2px solid var(--fail);border-radius:.9rem;padding:.8rem 1rem;margin:.75rem 0;color:var(--ink)}.trouble i,.fault i{display:inline-grid;place-items:center;width:1.3em;height:1.3em;border-radius:50%;background:var(--fail);color:var(--card);font-style:normal;font-weight:800;font-size:.85em}.trouble>:last-child{margin:0}
.empty{background:var(--card);border:1px dashed var(--soft);border-radius:1rem;padding:1.25rem 1.4rem;color:var(--soft)}.empty p:last-child{margin:0}
.casehead{padding-top:1.25rem}.casehead h1{margin:0 0 .35rem}.casehead>.soft{margin-bottom:.5rem}.stand{margin:0 0 1rem}
.state{display:inline-block;border:1.5px solid currentColor;border-radius:2rem;padding:.05rem .7rem;font-size:.88rem;font-weight:650;color:var(--accent);white-space:nowrap}
.state.in-force,.state.reduced{color:var(--good)}.state.nonconformities-open,.state.under-review,.state.suspended{color:var(--open)}.state.refused,.state.withdrawn,.state.rejected{color:var(--fail)}.state.cancelled,.state.terminated,.state.lapsed,.state.expired,.state.renewed{color:var(--soft)}
.casehead .steps{display:flex;list-style:none;margin:0 0 1rem;padding:0;gap:0}
.casehead .steps li{flex:1;border:0;padding:0;display:grid;justify-items:center;gap:.3rem;text-align:center;font-size:.85rem;color:var(--soft);position:relative}
.casehead .steps li+li::before{content:"";position:absolute;top:.85rem;right:calc(50% + 1.1rem);left:calc(-50% + 1.1rem);height:2px;background:var(--line)}
.casehead .steps .past+li::before{background:var(--accent)}
.casehead .steps i{display:grid;place-items:center;width:1.75rem;height:1.75rem;border-radius:50%;border:2px solid var(--line);background:var(--card);font-style:normal;font-weight:700}
.casehead .steps .past i{border-color:var(--accent);color:var(--accent)}.casehead .steps .here i{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}.casehead .steps .here{color:var(--ink);font-weight:650}.casehead .steps .end i{border-color:var(--soft);color:var(--soft)}.casehead .steps .end{color:var(--ink)}
.turn{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:.8rem 1.1rem;margin:0 0 1rem}.turn.yours{border:2px solid var(--accent)}.turn p{margin:0}.clocks{list-style:none;margin:.5rem 0 0;padding:.5rem 0 0;border-top:1px solid var(--line);display:grid;gap:.2rem;font-size:.95rem}.clocks small{color:var(--soft)}.turn p+p{margin-top:.25rem}
.due{white-space:normal}.due i{font-style:normal;font-weight:800}.due small{color:var(--soft);white-space:nowrap}.due.overdue{color:var(--fail);font-weight:650}.due.soon{color:var(--open);font-weight:650}.due.overdue i{display:inline-grid;place-items:center;width:1.25em;height:1.25em;border-radius:50%;border:2px solid;font-size:.8em}
.tabs{border-bottom:1px solid var(--line);margin:0 0 1.5rem}.tabs ul{display:flex;flex-wrap:wrap;list-style:none;margin:0;padding:0;gap:.1rem}
.tabs a{display:block;padding:.55rem .62rem;text-decoration:none;color:var(--soft);border-bottom:3px solid transparent;margin-bottom:-1px}.tabs a:hover{color:var(--ink);background:var(--tint)}.tabs [aria-current]{color:var(--ink);font-weight:650;border-bottom-color:var(--accent)}
main section{margin:2rem 0}main section:first-child{margin-top:0}section.card>h2:first-child,.card>h3:first-child{margin-top:0}
.cando{list-style:none;margin:0 0 1rem;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,17rem),1fr));gap:.75rem}
.cando a,.rowbutton{display:grid;gap:.2rem;align-content:start;height:100%;width:100%;background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:.9rem 1.1rem;color:var(--ink);text-decoration:none;text-align:left;font-weight:400}
.cando a:hover,.rowbutton:hover{border-color:var(--accent)}.cando strong{color:var(--accent)}.cando span{color:var(--soft);font-size:.95rem}.cando a strong::after{content:"\u00a0→"}.cando .chip{justify-self:start;color:var(--good);margin-top:.2rem}
.act{margin:1rem 0}details.act{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:0 1.1rem}details.act>summary{margin:0;padding:.8rem 0;color:var(--accent);font-weight:600;font-size:1rem}details.act.grave>summary{color:var(--fail)}details.act[open]{padding-bottom:1rem}
div.act{background:var(--card);border:1px solid var(--line);border-radius:1.1rem;padding:1.1rem 1.4rem}.card div.act,.notice div.act,.notice details.act{background:none;border:0;padding:0}.notice details.act>summary{color:inherit}.notice .soft{color:inherit}.notice{font-weight:400}.notice h2{font-size:1.15rem}
.files div.act{margin:0}.card details.act{background:none}
.lines form,.files form{margin:0}
.go{display:flex;flex-wrap:wrap;gap:.75rem 1rem;align-items:center;margin:1rem 0 0}
button.grave{background:var(--fail);border-color:var(--fail);color:var(--card)}
button.quiet{background:transparent;color:var(--accent)}
.field{margin:0 0 1rem;border:0;padding:0;min-width:0}fieldset.field legend,.field>label:not(.choice){font-weight:600;font-size:.95rem;padding:0}.field small,legend small{font-weight:400;color:var(--soft)}
.hint{color:var(--soft);font-size:.9rem;margin:.1rem 0 .25rem}.fault{color:var(--fail);font-weight:600;font-size:.95rem;margin:.2rem 0}[aria-invalid]{border:2px solid var(--fail)!important}
main textarea{font:inherit;margin-bottom:0}
input[type=file]{display:block;max-width:100%;font:inherit;color:inherit;border:2px dashed var(--soft);border-radius:.9rem;padding:1rem;width:100%;margin-top:.25rem}
.grid{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 1.25rem;align-items:end}
.choice{display:flex;gap:.65rem;align-items:flex-start;font-weight:400;font-size:1rem;padding:.35rem 0;cursor:pointer}.choice input:not([type=file]){width:1.2rem;height:1.2rem;margin:.2rem 0 0;flex:none;accent-color:var(--accent)}.choice>span::first-letter{text-transform:uppercase}.choice small{display:block;color:var(--soft);font-size:.9rem}
fieldset.field>.choice{margin-top:0}fieldset.field>.hint,fieldset.field>.fault{margin:.1rem 0 .25rem}fieldset.row>div{margin-top:.25rem}.row{margin:0 0 1rem}.row legend{font-weight:650;padding:0 .4rem;font-size:.95rem;color:var(--soft)}
blockquote{margin:.4rem 0;padding:.1rem 0 .1rem .9rem;border-left:3px solid var(--line);white-space:pre-line}
.answer{margin:.9rem 0 0;padding-top:.9rem;border-top:1px solid var(--line)}
.chip{display:inline-block;background:var(--tint);border-radius:1rem;padding:.05rem .65rem;font-size:.85rem;font-weight:400}.chip.strong{background:none;border:1.5px solid var(--fail);color:var(--fail);font-weight:650}
.digest{margin:.25rem 0 0}.digest code{color:var(--soft);font-size:.75rem;word-break:break-all}
.files,.lines,.checklist{list-style:none;margin:0;padding:0}.files li{display:flex;flex-wrap:wrap;gap:.75rem 1.5rem;justify-content:space-between;align-items:start;margin:0 0 .75rem}.files li>div:first-child{flex:1 1 20rem;min-width:0}.files h3{margin:0}.files p{margin:.15rem 0 0}
.lines li{display:flex;flex-wrap:wrap;gap:.5rem 1rem;justify-content:space-between;align-items:center;padding:.5rem 0}.lines li+li{border-top:1px solid var(--line)}.lines small{color:var(--soft)}.lines.card{padding:.5rem 1.4rem}
.checklist li{display:flex;gap:.7rem;padding:.35rem 0}.checklist i{display:grid;place-items:center;flex:none;width:1.5rem;height:1.5rem;border-radius:50%;border:2px solid currentColor;font-style:normal;font-weight:800;font-size:.85rem;color:var(--soft)}.checklist .done i{color:var(--good)}.checklist .missing i{color:var(--fail)}.checklist small{display:block;color:var(--soft)}
.say-see{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:1.75rem}.say-see>div+div{border-left:1px solid var(--line);padding-left:1.75rem}.say-see .grid{grid-template-columns:1fr}
.agreement>div{max-height:16rem;overflow:auto;border:1px solid var(--line);border-radius:.8rem;padding:1rem;margin:.5rem 0 1rem;background:var(--card)}
.document{background:var(--card);border:1px solid var(--line);border-radius:.8rem;padding:1rem;overflow:auto;white-space:pre-wrap;font:.85rem/1.5 ui-monospace,Menlo,Consolas,monospace;max-height:26rem}
.outcome-card{display:grid;grid-template-columns:auto 1fr;gap:1.25rem;align-items:start}.outcome-card h2{margin:0 0 .5rem}
.pairs{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,18rem),1fr));gap:1rem}.pairs .act{margin:0}
.probe{border-top:1px solid var(--line);padding:1rem 0 0}.probe .grid{grid-template-columns:minmax(0,1fr) minmax(0,2fr)}
.member summary{margin:0;color:var(--ink);font-size:1rem}.member[open]>summary{margin-bottom:1rem}
.search{display:grid;grid-template-columns:2fr 1fr auto auto;gap:.75rem 1rem;align-items:end;margin:1rem 0 1.5rem}.search .field{margin:0}.search .choice{padding-bottom:.6rem}
.tile.none{background:var(--tint);color:var(--soft)}.tile.small.computed{background:transparent;color:var(--accent);border:2px solid var(--accent)}.tile.small.over{background:transparent;color:var(--soft);border:2px dashed var(--soft)}.cases code{white-space:nowrap}.cases .next{color:var(--ink)}.cases .aside>.due{color:inherit}.cases .aside{gap:.25rem}.cases .what .soft{display:block}
.door{max-width:27rem;margin:2.5rem auto;background:var(--card);border:1px solid var(--line);border-radius:1.25rem;padding:2rem}.door h1{font-size:1.6rem}.or{display:grid;grid-template-columns:1fr auto 1fr;gap:.75rem;align-items:center;color:var(--soft);margin:1.25rem 0}.or::before,.or::after{content:"";height:1px;background:var(--line)}
figure.code{margin:.75rem 0;background:#fff;border-radius:.9rem;padding:.5rem;width:13rem}figure.code svg{display:block;width:100%;height:auto}
.recovery{columns:2;list-style:none;padding:0;margin:.5rem 0 1rem}.door ol{padding-left:1.1rem}.door ol>li{margin:0 0 1.25rem}
progress{width:100%;height:.8rem;accent-color:var(--accent);margin-top:.6rem}
.history .soft time{font-weight:400}.history .digest summary{margin:0;font-size:.8rem}.card>details:only-child>summary,.card>form:first-child>details:only-child>summary{margin:0}.agreement p{white-space:pre-line}.say-see .soft:last-child::first-letter{text-transform:uppercase}.say-see .report .digest,.say-see .report .fine:has(>code:only-child){display:none}
.history li{list-style:none}ol.history blockquote{margin:.25rem 0}.history p.soft{margin:0}
.report .verdict{border:0;border-radius:0;background:none;padding:0;margin:0}.report .verdict>*{color:inherit}.report .part{display:block}.report .parts{display:block}.report summary{color:inherit;font-size:inherit;margin:0;padding:.35rem 0}.report .card{padding:1.1rem 1.25rem}
.report{${style.source}}
.report .steps{grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr))}.report .hero{margin-top:1rem}.report .hero .lead{color:inherit}.report .hero .tile{opacity:1}.report .tile.small{opacity:1}.report section{margin:2rem 0}.say-see .report .finding{margin:.4rem 0}
@media (max-width:46rem){
.bar{gap:.4rem .75rem;padding:.7rem 1rem}.bar{flex-wrap:wrap}.bar nav{order:3;flex:1 1 100%;min-width:0}.bar nav a{padding:.35rem .45rem}.bar nav ul{margin-left:-.45rem;font-size:.92rem}.bar .brand{margin-right:auto}
.bar{position:relative}.hats{position:static}.sheet{left:1rem;right:1rem;top:auto;width:auto}.hats{min-width:0}.hats>summary{max-width:68vw}.state{white-space:normal;border-radius:1rem}
.grid,.say-see,.probe .grid{grid-template-columns:1fr}.say-see{gap:1rem}.say-see>div+div{border-left:0;padding-left:0;border-top:1px solid var(--line);padding-top:1rem}
.search{grid-template-columns:1fr 1fr}.search .field:first-child{grid-column:1/-1}
.tabs ul{gap:.35rem}.tabs{border:0}.tabs a{padding:.4rem .75rem;border:1px solid var(--line);border-radius:2rem;margin:0;background:var(--card);font-size:.95rem}.tabs [aria-current]{border-color:var(--accent);color:var(--accent)}
.casehead .steps span{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.casehead .steps .here span,.casehead .steps .end span{position:static;width:auto;height:auto;clip-path:none;overflow:visible;white-space:nowrap}.casehead .steps li:last-child{justify-items:end;flex:.6}.casehead .steps li:first-child{justify-items:start;flex:.6}.casehead .steps li+li::before{display:none}
.door{margin:1rem auto;padding:1.4rem}.card,div.act{padding:1rem 1.1rem}.card div.act{padding:0}
button,.button{padding:.65rem 1.1rem}
}
@media print{.bar nav,.hats,.tabs,.cando,.act,footer,.go,.search,.flash{display:none}.document,.agreement>div{max-height:none;overflow:visible}}
`;
