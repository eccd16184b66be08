import type { Messages } from '../model/message.ts';

/** A made-up language for cases that need no catalogue: short words, everything the label asks for. */
export const plainMessages: Messages = {
  language: 'en',
  name: 'English',
  texts: {
    'month.3': 'March',
    'date.first': '{day} {month} {year}',
    'date.other': '{day} {month} {year}',
    'punctuation.colon': ':',
    'label.words': 'Cyber security',
    'label.watermark': 'SPECIMEN',
    'label.title': 'Specimen: letter {letter} for {product}',
    'label.desc': 'Specimen. {product}, {category}: {letter}.',
    'label.updates': 'Updates until',
    'label.updates.unstated': 'Not stated',
    'label.updates.over': 'No longer supported',
    'label.sure': 'How sure',
    'label.graded': 'Graded against {scheme} on {date}.',
    'label.deviceOnly': 'Device part only.',
    'assurance.checked.label': 'Checked',
  },
};
