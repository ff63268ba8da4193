import assert from "node:assert/strict";
import { opened, refusal } from "./opened.ts";

const state = (code: string, type = "State event") => ({ code, type, key: "a" });

function project(events: readonly unknown[], observation: Record<string, unknown> = {}) {
  const file = { "1": ["films/day 1.mp4"], "2": [] };
  return {
    "p.boris": JSON.stringify({
      behaviors_conf: { "0": state("eat"), "1": state("call", "Point event with coding map") },
      observations: { "day/1": { file, type: "MEDIA", "time offset": 0, events, ...observation } },
    }),
  };
}

const EVENTS = [
  [1, "A", "eat", "fast|meat", ""],
  [2, "B", "eat", "", "", 50],
  [2.5, "A", "call", "", ""],
  [3.125, "A", "eat", "fast|meat", ""],
  [4, "B", "eat", "", ""],
];

Deno.test("Layout boris pairs the events of a subject, behaviour and modifiers; point events have no length", async () => {
  assert.deepEqual(await opened(project(EVENTS)), {
    "day/1": [["eat", 1, 3.125], ["eat", 2, 4], ["call", 2.5, 2.5]],
  });
  assert.deepEqual(
    await opened(project(EVENTS), "{ kind: boris, label: behavior_and_modifiers, video: media }"),
    {
      "day 1": [["eat: fast|meat", 1, 3.125], ["eat", 2, 4], ["call", 2.5, 2.5]],
    },
  );
  assert.deepEqual(await opened(project(EVENTS), "{ kind: boris, label: subject_and_behavior }"), {
    "day/1": [["A: eat", 1, 3.125], ["B: eat", 2, 4], ["A: call", 2.5, 2.5]],
  });
});

Deno.test("Layout boris takes the offset of an observation from its times, and reads observations without event", async () => {
  const shifted = EVENTS.map(([time, ...rest]) => [Number(time) + 0.1, ...rest]);
  assert.deepEqual(await opened(project(shifted, { "time offset": 0.1 })), await opened(project(EVENTS)));
  assert.deepEqual(await opened(project([])), { "day/1": [] });
});

Deno.test("Layout boris says which event has no other, and which behaviour nothing is known of", async () => {
  const text = await refusal(project([...EVENTS, [5, "A", "eat", "", ""], [6, "A", "sleep", "", ""], 7]));
  assert.match(text, /State "eat" starts at 5 s in "day\/1", and does not stop\n +--> ROOT\/p\.boris:1:\d+/);
  assert.match(text, /Behaviour "sleep" is not in the ethogram[^]*ROOT\/p\.boris:1:\d+/);
  assert.match(text, /An event must be \[time, subject, code, modifiers, comment\]/);
  const media = { file: { "1": ["a.mp4", "b.mp4"] } };
  assert.match(
    await refusal(project(EVENTS, media), "{ kind: boris, video: media }"),
    /has 2 media files[^]*leave out video: media/,
  );
  assert.match(await refusal({ "p.boris": '{"observations": []}' }), /expected A project of BORIS/);
});

const HEAD =
  "Observation id,Time offset (s),Media duration (s),Subject,Behavior,Modifier #1,Behavior type,Time,Comment";

Deno.test("Layout boris_table pairs STARTs and STOPs of a tabular export", async () => {
  const rows = [
    "day/1,10,60.5,A,eat,fast,START,11,",
    'day/1,10,60.5,A,"eat, drink",,POINT,12.5,"so, so"',
    "day/1,10,60.5,A,eat,fast,STOP,13.125,",
  ];
  const table = (...more: readonly string[]) => ({ "events.csv": [HEAD, ...rows, ...more, ""].join("\r\n") });
  assert.deepEqual(await opened(table()), { "day/1": [["eat", 1, 3.125], ["eat, drink", 2.5, 2.5]] });
  assert.deepEqual(await opened(table(), "{ kind: boris_table, label: behavior_and_modifiers }"), {
    "day/1": [["eat: fast", 1, 3.125], ["eat, drink", 2.5, 2.5]],
  });
  const text = await refusal(table("day/1,10,60.5,A,eat,fast,STOP,20,", "a,b", "day/1,0,,A,eat,,PAUSE,3,"));
  assert.match(
    text,
    /State "eat" stops at 10 s in "day\/1", and did not start before\n +--> ROOT\/events\.csv:5:1/,
  );
  assert.match(text, /A row has 2 fields: expected 9\n +--> ROOT\/events\.csv:6:1/);
  assert.match(text, /Behavior type is "PAUSE"\n +--> ROOT\/events\.csv:7:1/);
  assert.match(
    await refusal({ "events.csv": "a,b\n1,2\n" }, "boris_table"),
    /No table of events that BORIS exported\n +--> ROOT\/events\.csv:1:1/,
  );
});
