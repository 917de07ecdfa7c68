// Gives vectors to the page by every door that has no file behind it: each is tried in turn, and `tried` counts them.
const [vectors, door] = arguments;

const settled = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

/** Waits until something is so, for 10 s at most. */
async function until(isSo) {
  for (const start = performance.now(); !isSo(); ) {
    if (performance.now() - start > 10000) throw new Error(`${door}: ${isSo} after ${globalThis.tried}; ${alerted()?.textContent}`);
    await settled();
  }
}

function drop(name, content) {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([content], name));
  document.querySelector(".page").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}

const button = (words) => [...document.querySelectorAll("button")].find(({ textContent }) => textContent === words);

/** Writes into a field as a hand does. */
function write(field, words) {
  field.focus();
  field.value = words;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

const alerted = () => document.querySelector("[role=alert] .problem");

const doors = {
  // A file that nobody reads is named with its reason.
  async "name of a file that is refused"(vector) {
    alerted()?.querySelector("button").click();
    await until(() => !alerted());
    drop(`${vector}.bin`, "\0\0\0");
    await until(alerted);
  },
  // A file that is read is the title of a dialog.
  async "name of a file that is opened"(vector) {
    drop(`${vector}.txt`, "一二三");
    await until(() => document.querySelector("dialog[open]"));
    button("Cancel").click();
    await until(() => !document.querySelector("dialog"));
  },
  // The browser follows no more than some links a second.
  async link(vector, number) {
    if (number % 10 === 9 || number === vectors.length - 1) {
      location.hash = `a=${vectors.slice(number - (number % 10), number + 1).join(" ")}`;
      await settled();
    }
  },
  async "words to look for"(vector) {
    write(document.querySelector("[role=search] input"), vector);
    await settled();
  },
  // Each row opens in turn: its note, its attributes, its tags to choose from.
  async "open row"(vector, number) {
    document.querySelector("[aria-label='next annotation']").click();
    await until(() => Number(document.querySelector(".row.current")?.dataset.annotation.slice(-12)) === number);
  },
  async "name of a tag"(vector) {
    write(document.querySelector("dialog .tag-form input"), vector);
    await settled();
  },
};

globalThis.tried = 0;
(async () => {
  for (const [number, vector] of vectors.entries()) {
    await doors[door](vector, number);
    globalThis.tried += 1;
  }
})().catch((error) => {
  globalThis.tried = String(error);
});
