/** Of every command that needs the programme's configuration. */
export type ConfigFlags = { readonly config?: string | undefined };

type Launch = (flags: ConfigFlags) => Promise<number>;

/** What runs for long and is composed above this floor: each resolves with the exit code once it was told to stop. */
export type Launchers = { readonly serve: Launch; readonly worker: Launch };
