/** No runtime and no imports; a fixed first memory: two pages, the window on the input and the least that is behind it. */
const options = ['--runtime', 'stub', '--use', 'abort=', '--noAssert', '--initialMemory', '2', '-O3'];

/** Compiles one AssemblyScript source to WebAssembly; throws what the compiler says when it does not compile. */
export async function compileCore(source: string): Promise<Uint8Array> {
  // Loaded only here: it is large, and a tree without a core does without.
  const { default: asc } = await import('assemblyscript/asc');
  let compiled: Uint8Array | undefined;
  let said = '';
  const { error } = await asc.main(['core.ts', '--outFile', 'core.wasm', ...options], {
    readFile: (name) => (name === 'core.ts' ? source : null),
    writeFile: (_, contents) => {
      compiled = contents as Uint8Array;
    },
    listFiles: () => [],
    stderr: {
      write: (chunk) => {
        said += chunk.toString();
      },
    },
  });
  if (error !== null || compiled === undefined) throw new Error(`the core does not compile: ${said}`, { cause: error });
  return compiled;
}
