import { latin1 } from '../../foundation/byte-reader.ts';
import type { Conversation, Protocol, ProtocolTools } from '../../model/protocol.ts';
import { eachMessage } from '../framed.ts';
import { peek } from '../peek.ts';
import { startsWith } from '../text-lines.ts';

const largestPayload = 1 << 20;
const commands = ['CNXN', 'AUTH', 'STLS', 'OPEN', 'OKAY', 'CLSE', 'WRTE', 'SYNC'];

/** Six words: command, two arguments, length, sum of the payload, and the command inverted. */
function size(bytes: Uint8Array, at: number): number | null {
  if (at + 24 > bytes.length) return 0;
  const isCommand = commands.some((command) => startsWith(bytes.subarray(at, at + 4), command));
  const isInverted = peek.le32(bytes, at) + peek.le32(bytes, at + 20) === 0xffffffff;
  const length = peek.le32(bytes, at + 12);
  return isCommand && isInverted && length <= largestPayload ? 24 + length : null;
}

/** Android Debug Bridge over TCP: a shell on the device. */
export const adb: Protocol = {
  id: 'adb',
  title: 'ADB: the Android debug bridge',
  references: [
    {
      source: 'Android Open Source Project: adb protocol.txt',
      url: 'https://android.googlesource.com/platform/packages/modules/adb/+/refs/heads/main/protocol.txt',
    },
  ],
  limitations: ['Commands given in the shell are not read.'],
  transports: ['tcp'],
  ports: [5555],
  encrypted: null,
  recognise: ({ fromClient, fromServer }) => ((size(fromClient, 0) ?? 0) > 0 || (size(fromServer, 0) ?? 0) > 0 ? 'certain' : 'no'),
  converse: ({ server }, tools) => conversation(server, tools),
};

function conversation(server: string, { tell }: ProtocolTools): Conversation {
  let isSettled = false;
  return {
    read: (side, bytes) => {
      const taken = eachMessage(bytes, size, (message) => {
        if (startsWith(message, 'STLS')) {
          tell.encrypted(true);
          isSettled = true;
        }
        if (side !== 'server' || isSettled || !startsWith(message, 'CNXN')) return;
        isSettled = true;
        tell.encrypted(false);
        // `device::ro.product.name=…;ro.product.model=…;features=…`
        const banner = latin1(message.subarray(24, 24 + 1024));
        const [, model = null] = /ro\.product\.model=([^;\0]+)/.exec(banner) ?? [];
        tell.component({ side, name: 'adbd', version: null });
        if (model !== null) tell.host({ address: server, mac: null, name: model });
      });
      return isSettled ? 'settled' : taken;
    },
  };
}
