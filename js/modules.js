// Opens lazily loaded modules: files of the program that are fetched when they are first needed, once, and again where that failed.
// The release build puts this between the script that wasm-bindgen wrote, whose `wasm` it uses, and boot.js
// (xtask/src/divide.rs). It asks for nothing that a worker does not have.
const part = (file) => {
  let opened;
  const open = async () => {
    const answer = await fetch(new URL(file, import.meta.url));
    if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
    const module = await WebAssembly.compile(await answer.arrayBuffer());
    const modules = [module, ...WebAssembly.Module.customSections(module, "module")];
    await Promise.all(modules.map((one) => WebAssembly.instantiate(one, { __wasm_split: wasm })));
  };
  return () => (opened ??= open().catch((error) => {
    opened = undefined;
    throw error;
  }));
};

// Takes what several modules use along. The program is told whether it may go in.
const lazy = (file, shared) => {
  const open = part(file);
  return (callback, data) =>
    Promise.all([open(), shared()]).then(
      () => true,
      (error) => {
        console.error(error);
        return false;
      },
    ).then((isOpen) => wasm.__indirect_function_table.get(callback)(data, isOpen));
};
