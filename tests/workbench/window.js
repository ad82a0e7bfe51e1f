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
      this.said.push(JSON.parse(data));
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
  async texts() {
    const answer = await this.call({ ask: { query: { inbox: { offset: 0, limit: 100000 } } } });
    return answer.view.view.inbox.rows.map((row) => row.jot.text);
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
