// Runs in the page before anything else: when the first row was drawn, when the stream's first byte came, and a mark
// in the trace for every message that changes rows.
window.seen = { firstRowMs: null, firstByteMs: null };

const look = () => {
  if (!document.querySelector('table.data tr[data-id]')) return requestAnimationFrame(look);
  // The frame that holds it has been drawn when the next one begins.
  requestAnimationFrame(() => {
    window.seen.firstRowMs = performance.now();
  });
};
requestAnimationFrame(look);

window.EventSource = class extends window.EventSource {
  constructor(url, options) {
    super(url, options);
    this.addEventListener('open', () => {
      window.seen.firstByteMs ??= performance.now();
    });
    this.addEventListener('rows', ({ data }) => {
      // An empty one only says that nothing changed.
      if (!data.includes('"rows":[]')) performance.mark('update');
    });
  }
};
