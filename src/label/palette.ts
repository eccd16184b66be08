/** One hue, 246 degrees (indigo), from nearly black to nearly white: nothing on the label is said by colour. */
export const palette = {
  deep: '#1b1647',
  panel: '#251e60',
  raised: '#3b3389',
  ripple: '#4a419e',
  farRipple: '#393182',
  mark: '#8f87dd',
  soft: '#514b82',
  pale: '#d6d3f0',
  line: '#dcdaf0',
  tint: '#f2f1fb',
  paper: '#ffffff',
  /** The printed code. */
  ink: '#000000',
} as const;
