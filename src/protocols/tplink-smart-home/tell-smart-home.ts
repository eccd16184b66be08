import type { Side, Tell } from '../../model/protocol.ts';
import { asRecord, asText, type JsonRecord } from '../json-record.ts';

const mostTold = 16;

type Speaker = { readonly side: Side; readonly address: string };

/** Says what a command or an answer gives away, each thing once in a conversation (`told` remembers). */
export function tellSmartHome(speaker: Speaker, record: JsonRecord, tell: Tell, told: Set<string>): void {
  const once = (key: string, say: () => void): void => {
    if (told.has(key) || told.size >= mostTold) return;
    told.add(key);
    say();
  };
  const system = asRecord(record['system']);
  const info = asRecord(system?.['get_sysinfo']) ?? asRecord(record['result']);
  // A question has the same shape, with nothing in it.
  if (info !== null && Object.keys(info).length > 1) once('info', () => tellInfo(speaker, info, tell));
  if (speaker.side !== 'client') return;

  const login = (key: string, user: unknown, password: unknown): void => {
    const secret = asText(password);
    if (secret !== null) once(key, () => tell.credential({ user: asText(user), password: secret }));
  };
  const station =
    asRecord(asRecord(record['netif'])?.['set_stainfo']) ??
    asRecord(asRecord(record['smartlife.iot.common.softaponboarding'])?.['set_stainfo']);
  login('station', station?.['ssid'], station?.['password']);
  const bind = asRecord(asRecord(record['cnCloud'])?.['bind']) ?? asRecord(asRecord(record['smartlife.iot.common.cloud'])?.['bind']);
  login('bind', bind?.['username'], bind?.['password']);
  const update = asText(asRecord(system?.['download_firmware'])?.['url']);
  if (update?.startsWith('http:')) once('update', () => tell.behaviour({ kind: 'cleartext-update', detail: `told to fetch ${update}` }));
}

function tellInfo({ side, address }: Speaker, info: JsonRecord, tell: Tell): void {
  const model = asText(info['model']) ?? asText(info['device_model']);
  const version = /^\d[\w.]*/.exec(asText(info['sw_ver']) ?? '')?.[0] ?? null;
  if (model !== null) tell.component({ side, name: `tp-link ${model.toLowerCase()}`, version });
  const mac = asText(info['mac']) ?? asText(info['mic_mac']);
  const name = asText(info['alias']);
  if (mac !== null || name !== null) tell.host({ address, mac: mac === null ? null : colons(mac), name });
  const id = asText(info['deviceId']) ?? asText(info['device_id']);
  const given = [...(id === null ? [] : [`device id ${id}`]), ...(mac === null ? [] : [`MAC ${colons(mac)}`]), ...place(info)];
  if (given.length > 0) tell.behaviour({ kind: 'identifier-in-clear', detail: given.join(', ') });
}

/** Latitude and longitude, as degrees or as ten thousandths of them; 0, 0 stands for none. */
function place(info: JsonRecord): readonly string[] {
  const degrees = (name: string): number => {
    const whole = info[name];
    const scaled = info[`${name}_i`];
    return typeof whole === 'number' ? whole : typeof scaled === 'number' ? scaled / 10_000 : 0;
  };
  const latitude = degrees('latitude');
  const longitude = degrees('longitude');
  // The place of a home is not repeated in a report; that it is sent is what matters.
  return latitude === 0 && longitude === 0 ? [] : ['latitude and longitude'];
}

/** A MAC as exhibits write it: lower-case, with colons. */
function colons(mac: string): string {
  const digits = mac.replace(/[^0-9a-fA-F]/g, '').toLowerCase();
  return digits.length === 12 ? digits.replace(/(..)(?=.)/g, '$1:') : mac.toLowerCase();
}
