// Just enough of a page for each gesture of the harness to leave a trace.
const status = document.querySelector("[role=status]");
const say = (words) => { status.textContent = words; };

document.addEventListener("keydown", (event) => {
  const range = getSelection().rangeCount ? getSelection().getRangeAt(0).cloneRange() : null;
  if (event.code === "Digit1" && range && event.target === document.body) {
    CSS.highlights.set("selected", new Highlight(range));
    document.querySelector("ul").innerHTML = `<li data-annotation="a1">${range}</li>`;
    localStorage.setItem("kept", String(range));
  }
  if (event.isTrusted && event.code === "KeyZ" && event.ctrlKey && event.shiftKey) say("redo");
});
document.querySelector("button").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["批注\n"]));
  link.download = "text.txt";
  link.click();
});
const take = (file) => file.text().then((text) => say(`${file.name}: ${text}`));
document.querySelector("input").addEventListener("change", (event) => take(event.target.files[0]));
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  take(event.dataTransfer.files[0]);
});
if (localStorage.getItem("kept")) say(`kept ${localStorage.getItem("kept")}`);
