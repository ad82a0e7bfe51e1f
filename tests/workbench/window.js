// A window without an app: talks to the real worker as the app does.

class Keeper {
  constructor(script) {
    this.said = [];
    this.arrived = [];
    this.errors = 0;
    this.calls = 0;
    this.worker = new Worker(script, { type: "module" });
    this.worker.onerror = () => (this.errors += 1);
    this.worker.onmessage = ({ data }) => {
      this.said.push(new Reader(data).message());
      this.arrived.push(performance.timeOrigin + performance.now());
    };
  }
  now() {
    return new Date().toISOString();
  }
  send(message) {
    this.worker.postMessage(JSON.stringify(message));
  }
  // The first message from `since` on for which `fits` answers something, and that answer.
  async heard(fits, since = 0, patience = 20000) {
    const start = Date.now();
    for (;;) {
      for (; since < this.said.length; since += 1) {
        const answer = fits(this.said[since]);
        if (answer !== undefined && answer !== null && answer !== false) return answer;
      }
      if (Date.now() - start > patience) throw new Error(`not heard: ${fits}; last: ${JSON.stringify(this.said.slice(-3))}`);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
  up() {
    return this.heard((message) => message.up);
  }
  async open(storage, example = null) {
    await this.up();
    const since = this.said.length;
    this.send({ open: { storage, example, now: this.now() } });
    return this.heard((message) => (message.ready || message.unavailable) && message, since);
  }
  async call(message) {
    const since = this.said.length;
    const call = (this.calls += 1);
    const name = Object.keys(message)[0];
    this.send({ [name]: { call, now: this.now(), ...message[name] } });
    return this.heard((answer) => Object.values(answer)[0]?.call === call && answer, since);
  }
  do(command) {
    return this.call({ do: { command } });
  }
  jot(text) {
    return this.do(jot(text));
  }
  // The inbox as it travels, base64: the story reads it as the app does.
  async inbox() {
    const answer = await this.call({ ask: { query: { inbox: { offset: 0, limit: 100000 } } } });
    return btoa(Array.from(answer.view.bytes, (byte) => String.fromCharCode(byte)).join(""));
  }
}

// Reads a message of the keeper's: postcard, as crates/keeper/src/link.rs lays it out.
class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }
  number() {
    let value = 0;
    for (let weight = 1; ; weight *= 128) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * weight;
      if (byte < 128) return value;
    }
  }
  signed() {
    const value = this.number();
    return value % 2 ? -(value + 1) / 2 : value / 2;
  }
  raw() {
    const length = this.number();
    return this.bytes.slice(this.at, (this.at += length));
  }
  text() {
    return new TextDecoder().decode(this.raw());
  }
  flag() {
    return this.bytes[this.at++] === 1;
  }
  maybe(read) {
    return this.flag() ? read() : null;
  }
  list(read) {
    return Array.from({ length: this.number() }, read);
  }
  status() {
    const [bytes, changes, loose, waiting] = [this.number(), this.number(), this.number(), this.number()];
    const quarantined = this.list(() => ({ key: this.text(), why: this.text(), bytes: this.number() }));
    const [last_backup, latest] = [this.maybe(() => this.signed()), this.maybe(() => this.signed())];
    const refuses = this.maybe(() => this.text());
    return { bytes, changes, loose, waiting, quarantined, last_backup, latest, refuses };
  }
  // An answer stays as it is but for its last number: how many entries a list has in all.
  view() {
    const [call, bytes] = [this.number(), this.raw()];
    let start = bytes.length - 1;
    while (start > 0 && bytes[start - 1] > 127) start -= 1;
    return { call, bytes, total: new Reader(bytes.slice(start)).number() };
  }
  message() {
    const kinds = [
      ["up", () => this.text()],
      ["ready", () => this.status()],
      ["unavailable", () => this.text()],
      ["saved", () => ({ call: this.number(), change: this.maybe(() => this.text()) })],
      ["refused", () => ({ call: this.number(), why: this.text(), keep: this.flag() })],
      ["view", () => this.view()],
      ["drained", () => ({ keys: this.list(() => this.text()) })],
      ["stuck", () => ({ entries: this.list(() => ({ key: this.text(), why: this.text(), words: this.text() })) })],
      ["backup", () => ({ call: this.number(), file: this.raw() })],
      ["preview", () => ({ call: this.number() })],
      ["status", () => this.status()],
    ];
    const [kind, read] = kinds[this.number()];
    return { [kind]: read() };
  }
}

function jot(text, id = newId()) {
  return { jot: { id, text, at: new Date().toISOString(), event: null, dismissed: [] } };
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

// The window's journal, as src/browser/journal.rs lays it out.
async function journal(mode, work) {
  const opening = indexedDB.open("rapport-journal", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("entries", { autoIncrement: true });
  const database = await settled(opening);
  const result = await settled(work(database.transaction("entries", mode, { durability: "strict" }).objectStore("entries")));
  database.close();
  return result;
}
const journaled = () => journal("readonly", (entries) => entries.getAll());
const writeDown = (entry) => journal("readwrite", (entries) => entries.put(entry));
const entryOf = (storage, command) => JSON.stringify({ storage, now: new Date().toISOString(), command });

// Turns faults of workers that were started by `faulty.js` on and off.
const faults = new BroadcastChannel("faults");
const setFaults = async (now) => {
  const heard = new Promise((resolve) => (faults.onmessage = resolve));
  faults.postMessage(now);
  await heard;
};
