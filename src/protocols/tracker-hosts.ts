/** Hosts of companies that live from advertising or from analysing people's use: each names itself so on its own pages. Below a name counts too. */
const hosts = new Set([
  'google-analytics.com',
  'doubleclick.net',
  'googlesyndication.com',
  'app-measurement.com',
  'crashlytics.com',
  'flurry.com',
  'umeng.com',
  'umengcloud.com',
  'appsflyer.com',
  'adjust.com',
  'branch.io',
  'mixpanel.com',
  'amplitude.com',
  'segment.io',
  'scorecardresearch.com',
  'hotjar.com',
  'criteo.com',
  'adnxs.com',
  'mopub.com',
  'talkingdata.net',
  'hm.baidu.com',
  'samba.tv',
  'alphonso.tv',
  'nielsen.com',
  'graph.facebook.com',
  'bugsnag.com',
]);

/** Whether a host name is one of theirs. */
export function isTrackerHost(host: string): boolean {
  const labels = host.toLowerCase().split(':')[0]?.split('.').slice(-4) ?? [];
  return labels.some((_, index) => hosts.has(labels.slice(index).join('.')));
}
