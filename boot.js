// Starts the program. It is a file of its own because the page's policy allows no inline script. The release build
// appends it to the script that wasm-bindgen wrote (xtask/src/finish.rs), and so that script imports itself below.
const script = document.querySelector('link[rel="modulepreload"]').href;
const program = document.querySelector('link[type="application/wasm"]').href;

import(script)
  .then(({ default: start }) => start({ module_or_path: program }))
  .catch((error) => {
    document.getElementById("loading")?.remove();
    document.getElementById("failed")?.removeAttribute("hidden");
    throw error; // the console shows it
  });
