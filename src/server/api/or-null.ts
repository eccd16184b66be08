import { z } from '@hono/zod-openapi';

/** A named schema or null. `.nullable()` would hand its name on, so that the document's component is nullable or not by where it is met first. */
export const orNull = <S extends z.ZodType>(schema: S): z.ZodUnion<[S, z.ZodNull]> => z.union([schema, z.null()]);
