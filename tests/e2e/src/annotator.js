// Writes notes as fast as the page takes them, and tells the server of each that the page called saved.
// arguments: the id of the annotation, a name for the writer, the first number, how many
const [id, writer, first, count] = arguments;
const field = () => document.querySelector(`[data-annotation='${id}'] textarea`);
const write = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set;
const key = Object.keys(localStorage).find((key) => key.startsWith('an:a:') && key.endsWith(id));
const isSaved = () => document.querySelector('[role=status]').textContent.startsWith('Saved');
const isStored = (words) => localStorage.getItem(key)?.includes(`"note":"${words}"`);
let number = first, awaited = null;
window.written = 0;
const step = () => {
    // What the page says is about this note only once the note was handed over.
    if (awaited && isStored(awaited) && isSaved()) {
        fetch(`saved/${awaited}`);
        awaited = null;
    }
    if (!awaited && number < first + count) {
        awaited = `${writer}-${number}`;
        number += 1;
        window.written += 1;
        write.call(field(), awaited);
        field().dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
    if (!awaited) {
        clearInterval(looking);
        told.disconnect();
    }
};
// A loop without a rest would keep the page's own timers from their turn; a timer alone rests where nobody looks.
const looking = setInterval(step, 20);
const told = new MutationObserver(step);
told.observe(document.querySelector('[role=status]'), { childList: true, characterData: true, subtree: true });
return null;
