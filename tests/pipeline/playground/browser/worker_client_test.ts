import assert from "node:assert/strict";
import type { Program } from "../../../../specs/program.ts";
import {
  createWorkerClient,
  type PageWorker,
} from "../../../../pipeline/playground/browser/worker_client.ts";
import type { News, Order } from "../../../../pipeline/playground/messages.ts";

const train: Order = { is: "train", program: {} as Program };
const select: Order = { is: "select", program: {} as Program, names: [], map: new Float32Array() };

/** A worker that does nothing by itself. */
interface Fake extends PageWorker {
  readonly orders: string[];
  readonly say: (news: News) => void;
  isOver: boolean;
}

/** A client, the workers that it starts, and what it tells. */
function client(grace = 0) {
  const workers: Fake[] = [];
  const told: News[] = [];
  const ended = Promise.withResolvers<void>();
  const { order } = createWorkerClient(
    (say) => {
      const fake: Fake = {
        ...{ orders: [], say, isOver: false },
        postMessage: ({ is }) => void fake.orders.push(is),
        terminate: () => void (fake.isOver = true),
      };
      workers.push(fake);
      return fake;
    },
    (news) => {
      told.push(news);
      if (news.is === "ended") ended.resolve();
    },
    grace,
  );
  return { order, workers, told, ended: ended.promise };
}

Deno.test("A second training ends the first, of which nothing is heard any more, and can be stopped", async () => {
  const { order, workers, told, ended } = client();
  order(train);
  order(train);
  const [first, second] = workers;
  assert.deepEqual([first!.isOver, second!.isOver], [true, false]);
  first!.say({ is: "ended", step: 3, seconds: 1, isWhole: false });
  assert.deepEqual(told, []);
  order({ is: "stop" });
  assert.deepEqual(second!.orders, ["train", "stop"]);
  second!.say({ is: "ended", step: 1, seconds: 1, isWhole: false });
  await ended;
  assert.equal(second!.isOver, false, "it ended by itself");
});

Deno.test("Stop ends a training that does not listen, and the next question has a new worker", async () => {
  const { order, workers, told, ended } = client();
  order(select);
  workers[0]!.say({ is: "selected", selected: {} });
  order(train);
  order(select);
  workers[0]!.say({ is: "tested", step: 7, done: 1, of: 2 });
  order({ is: "stop" });
  await ended;
  assert.deepEqual(told.at(-1), { ...told.at(-1), is: "ended", step: 7, isWhole: false });
  assert.equal(workers[0]!.isOver, true);
  assert.deepEqual(workers[1]!.orders, ["select"], "the question without an answer is asked again");
  order({ is: "stop" });
  order(train);
  assert.deepEqual(workers.map(({ orders }) => orders.join()), ["select,train,select,stop", "select,train"]);
});
