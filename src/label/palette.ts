/** One hue, 246 degrees (indigo), from nearly black to nearly white: nothing on the label is said by colour. */
export const palette = {
  deep: '#1b1647',
  panel: '#251e60',
  raised: '#3b3389',
  ripple: '#4a419e',
  mark: '#8f87dd',
  soft: '#514b82',
  pale: '#d6d3f0',
  line: '#dcdaf0',
  tint: '#f2f1fb',
  paper: '#ffffff',
} as const;
