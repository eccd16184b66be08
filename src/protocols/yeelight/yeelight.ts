import { latin1 } from '../../foundation/byte-reader.ts';
import type { Protocol } from '../../model/protocol.ts';

const request = /^\{\s?"id":\s?\d{1,10},\s?"method":\s?"[a-z_]{3,24}",\s?"params":/;
const answer = /^\{\s?("id":\s?\d{1,10},\s?"(result|error)":|"method":\s?"props",)/;

/** Yeelight lamps: JSON in lines. */
export const yeelight: Protocol = {
  id: 'yeelight',
  title: 'Yeelight: lamps, commands without any login',
  references: [
    { source: 'Yeelight WiFi Light Inter-Operation Specification', clause: '4', url: 'https://www.yeelight.com/en_US/developer' },
  ],
  limitations: ['Named, not read; the discovery of lamps is SSDP and is named so.'],
  transports: ['tcp'],
  ports: [55443],
  encrypted: false,
  recognise: ({ fromClient, fromServer }) => {
    const [said, answered] = [latin1(fromClient.subarray(0, 200)), latin1(fromServer.subarray(0, 200))];
    if (said === '' && answered === '') return 'no';
    return (said === '' || request.test(said)) && (answered === '' || answer.test(answered)) ? 'likely' : 'no';
  },
};
