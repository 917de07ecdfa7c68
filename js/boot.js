// Starts the program, on the page and in its worker. It is a file of its own because the page's policy allows no inline
// script. The release build appends it to the script that wasm-bindgen wrote (xtask/src/finish.rs), and so that script
// imports itself below. A worker has no page to ask for the addresses: they are its name (src/browser/worker.rs).
const page = globalThis.document;
const [script, program] = page
  ? ['link[rel="modulepreload"]', 'link[type="application/wasm"]'].map((link) => page.querySelector(link).href)
  : name.split(" ");
// What a worker that failed says, now or later.
if (!page) addEventListener("unhandledrejection", () => postMessage(false));

// Not before this file has run: a worker of Firefox refuses a file that imports itself while it is being evaluated.
Promise.resolve()
  .then(() => import(script))
  .then(({ default: start }) => start({ module_or_path: program }))
  .catch((error) => {
    page?.getElementById("loading")?.remove();
    page?.getElementById("failed")?.removeAttribute("hidden");
    throw error; // the console shows it
  });
