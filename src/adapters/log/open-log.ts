import { trace } from '@opentelemetry/api';
import { type DestinationStream, pino } from 'pino';
import { currentRequest } from './request-context.ts';
import { scrub, scrubText } from './scrub.ts';

type Write = (event: string, fields?: Readonly<Record<string, unknown>>) => void;

/** `event` is a constant text of ours; what varies stands in fields. */
export type Log = { readonly debug: Write; readonly info: Write; readonly warn: Write; readonly error: Write };

export type LogOptions = {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Values that appear nowhere, whatever they stand in. */
  readonly secrets?: readonly string[];
  /** Default: standard output. */
  readonly to?: DestinationStream;
};

/**
 * A line of JSON for each event: time, level, event, request and trace where there is one, fields. Every field and message is scrubbed, so that no secret, token, cookie,
 * password or e-mail address gets into a log because somebody logged an error that held one. docs/howto/run-the-programme.md
 */
export function openLog({ level, secrets = [], to }: LogOptions): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    messageKey: 'event',
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: Record<string, unknown>) => scrub(fields, secrets) as Record<string, unknown>,
    },
    mixin: () => context(),
    // Ours see an error first and keep less of it.
    serializers: { err: (error: unknown) => error, error: (error: unknown) => error },
  };
  const logger = to === undefined ? pino(options) : pino(options, to);
  const write =
    (at: 'debug' | 'info' | 'warn' | 'error'): Write =>
    (event, fields = {}) =>
      logger[at](fields, scrubText(event, secrets));
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

function context(): Record<string, string> {
  const request = currentRequest();
  const span = trace.getActiveSpan()?.spanContext();
  return {
    ...(request === null ? {} : { request: request.id }),
    ...(span === undefined ? {} : { trace: span.traceId }),
  };
}
