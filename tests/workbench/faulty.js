// The real worker in a browser that fails on request: faults that cannot be brought about from outside.

const query = new URL(location.href).searchParams;
// `put`: the request throws. `commit`: the request succeeds, and then the transaction is aborted. Each names the error.
// `lost`: so many transactions fail as if the connection were gone. `open`: the database cannot be opened.
let faults = JSON.parse(query.get("faults") ?? "{}");
// Faults that are there from the first moment of each worker lie in a cache of the story's own.
const lasting = await (await caches.open("faults")).match("/faults");
if (lasting) faults = await lasting.json();
const control = new BroadcastChannel("faults");
control.onmessage = ({ data }) => {
  faults = data;
  control.postMessage("done");
};

const reasons = new WeakMap();
const fail = (name) => {
  throw new DOMException("made by a test", name);
};
const replace = (type, name, make) => (type.prototype[name] = make(type.prototype[name]));

replace(IDBObjectStore, "put", (put) => function (...parts) {
  if (faults.put) fail(faults.put);
  const request = put.apply(this, parts);
  if (faults.commit) {
    reasons.set(this.transaction, faults.commit);
    request.onsuccess = () => this.transaction.abort();
  }
  return request;
});
replace(IDBDatabase, "transaction", (transaction) => function (...parts) {
  if (faults.lost > 0) {
    faults.lost -= 1;
    fail("InvalidStateError");
  }
  return transaction.apply(this, parts);
});
replace(IDBFactory, "open", (open) => function (...parts) {
  if (faults.open) fail(faults.open);
  return open.apply(this, parts);
});
replace(Crypto, "getRandomValues", (random) => function (...parts) {
  if (faults.random) fail("OperationError");
  return random.apply(this, parts);
});
const error = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, "error").get;
Object.defineProperty(IDBTransaction.prototype, "error", {
  get() {
    const name = reasons.get(this);
    return name ? new DOMException("made by a test", name) : error.call(this);
  },
});

await new Promise((resolve) => setTimeout(resolve, Number(query.get("delay") ?? 0)));
await import(query.get("keeper"));
