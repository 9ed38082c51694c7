/** Compiles while it loads, where the host names the file's type; a host that does not is served as well. */
export async function compileModule(url: URL): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`Cannot load the decoder: the host answers ${response.status}`);
  const isNamed = response.headers.get("content-type")?.startsWith("application/wasm") === true;
  return isNamed
    ? await WebAssembly.compileStreaming(response)
    : await WebAssembly.compile(await response.arrayBuffer());
}
