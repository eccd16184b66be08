import { type Box, boxOf, type Drawing, extentOf, isVeil, roleOf } from '../drawing.ts';
import { quietModules } from '../label-form.ts';
import type { LabelLint } from '../label-lint.ts';

/** In units of 0.1 mm. */
const leastModule = 3.3;

export const codeQuiet: LabelLint = {
  id: 'code-quiet',
  on: 'label',
  rule: 'A module of the code is at least 0.33 mm, and four modules of white lie around the code with nothing in them.',
  references: [{ source: 'ISO/IEC 18004', clause: '5.3.8' }],
  check: (drawing: Drawing) => {
    const { elements } = drawing;
    const at = elements.findIndex((element) => roleOf(element) === 'code');
    const code = elements[at];
    if (code === undefined) return [];
    const box = boxOf(code);
    if (box === null) return ['the code is not placed upright'];
    const module = (box.right - box.left) / Number(code.attributes['data-modules']);
    const zone = grown(box, quietModules * module - 0.01);
    const paper = elements.slice(0, at).findLastIndex((element) => roleOf(element) === 'quiet');
    const ground = elements[paper];
    const groundBox = ground === undefined ? null : boxOf(ground);
    const white = ground?.attributes['fill'] === '#ffffff' && groundBox !== null && covers(groundBox, zone);
    const [width, height] = extentOf(drawing);
    const intruding = elements.slice(paper + 1).filter((element) => {
      const own = boxOf(element);
      return element !== code && (isVeil(element) || (own !== null && meet(own, zone)));
    });
    return [
      ...(module >= leastModule ? [] : [`a module is ${(module / 10).toFixed(3)} mm`]),
      ...(white ? [] : ['no white ground under the code and its quiet zone']),
      ...(covers({ left: 0, top: 0, right: width, bottom: height }, zone) ? [] : ['the quiet zone crosses the edge']),
      ...intruding.map(({ name, text }) => `a ${name} ${text === '' ? '' : `"${text}" `}lies in the quiet zone`),
    ];
  },
};

const grown = ({ left, top, right, bottom }: Box, by: number): Box => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
});

const covers = (outer: Box, inner: Box): boolean =>
  outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom;

const meet = (a: Box, b: Box): boolean => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
