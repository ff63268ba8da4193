import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { npyBytes } from "../../npy.ts";
import { inFolder } from "../../temporary.ts";
import { FACTS, fakeServer, FOUND, jsonRequest } from "./fake_server.ts";

Deno.test("POST /segments answers segments as prediction files have them, with what their times mean", async () => {
  await inFolder(async (folder) => {
    const server = fakeServer(folder);
    const { status, headers, body } = await server.ask("/segments?video=a%20b&top=2", jsonRequest());
    assert.equal(status, 200);
    const { detections: _, ...rest } = FOUND;
    assert.deepEqual(body, {
      video: "a b",
      unit: "seconds",
      segments: [{ label: "jump", score: 0.1 + 0.2, segment: [0.64, 1.28] }],
      ...rest,
    });
    assert.equal(headers.get("access-control-allow-origin"), null);
    assert.equal(headers.get("x-frame-options"), "DENY");
    assert.deepEqual(readdirSync(folder), []);
    assert.match(server.told.join(), /^answered "a b": 1 segments in /);
  });
});

Deno.test("Features become files of the sources, whichever way they are sent; a film becomes a file of its own", async () => {
  await inFolder(async (folder) => {
    const seen: (readonly [string, Uint8Array])[][] = [];
    const films: unknown[] = [];
    const server = fakeServer(folder, {
      localize: ({ folder: own, film, options }) => {
        films.push(film === undefined ? undefined : readFileSync(film, "utf8"));
        const names = film === undefined ? ["rgb", "flow"] : [];
        seen.push(names.map((name) => {
          return [name, Uint8Array.from(readFileSync(join(own, "features", name, `${options.video}.npy`)))];
        }));
        return Promise.resolve(FOUND);
      },
    });
    const [rgb, flow] = [npyBytes(1, 3, (i) => i + 1), npyBytes(1, 2, (i) => i + 4)];
    const form = new FormData();
    form.append("flow", new Blob([flow]), "x.npy");
    form.append("rgb", new Blob([rgb]), "x.npy");
    assert.equal((await server.ask("/segments?video=v", { method: "POST", body: form })).status, 200);
    assert.equal((await server.ask("/segments?video=v", jsonRequest())).status, 200);
    assert.deepEqual(seen[0], [["rgb", rgb], ["flow", flow]]);
    const values = (bytes: Uint8Array) => [...new Float32Array(bytes.slice(-12).buffer)];
    assert.deepEqual(values(seen[1]![0]![1]), [1, 2, 3]);
    const film = { method: "POST", body: "ftyp: a film", headers: { "content-type": "video/mp4" } };
    assert.equal((await server.ask("/segments", film)).status, 200);
    assert.deepEqual(films, [undefined, undefined, "ftyp: a film"]);
    const [only] = FACTS.sources;
    const single = fakeServer(folder, {
      facts: { ...FACTS, sources: [only!] },
      localize: ({ folder: own, film }) => {
        assert.equal(film, undefined);
        assert.deepEqual(Uint8Array.from(readFileSync(join(own, "features/rgb/video.npy"))), rgb);
        return Promise.resolve(FOUND);
      },
    });
    const body = ReadableStream.from([rgb.slice(0, 3), rgb.slice(3)]);
    assert.equal((await single.ask("/segments", { method: "POST", body })).status, 200);
  });
});

Deno.test("Every mistake of a client is answered with what is wrong, what is expected and what to do", async () => {
  await inFolder(async (folder) => {
    const server = fakeServer(folder, {
      localize: ({ folder: own }) =>
        Promise.reject(userError(`"${own}/features/rgb/video.npy" is odd`, "add --fps 25")),
    });
    const noFilms = fakeServer(folder, {
      facts: { ...FACTS, refusesFilms: { error: "the data are generated", remedy: "send features" } },
    });
    const post = (body: BodyInit, type?: string): RequestInit => ({
      method: "POST",
      body,
      headers: type === undefined ? {} : { "content-type": type },
    });
    const form = (...names: string[]) => {
      const data = new FormData();
      for (const name of names) data.append(name, new Blob([npyBytes(1, 3, () => 1)]), "x.npy");
      return { method: "POST", body: data };
    };
    const large = new Uint8Array(10_001);
    const wrong: readonly (readonly [string, RequestInit, number, RegExp])[] = [
      ["/nothing", {}, 404, /nothing at \/nothing/],
      ["/segments", {}, 405, /GET is not for \/segments/],
      ["/", { method: "DELETE" }, 405, /DELETE is not for/],
      ["/segments?tpo=1", jsonRequest(), 400, /Unknown option "tpo".*"top"/],
      ["/segments", post("{}", "text/html"), 415, /"text\/html" is not read/],
      ["/segments", post("", "application/json"), 400, /body is empty/],
      ["/segments", post("", "video/mp4"), 400, /body is empty/],
      ["/segments", post("{nope", "application/json"), 400, /no JSON/],
      ["/segments", post("[1]", "application/json"), 422, /no object features/],
      ["/segments", post('{"features": {}, "top": 3}', "application/json"), 422, /Unknown key "top"/],
      ["/segments", jsonRequest({ rgb: [[1, 2, 3]] }), 422, /No features of flow/],
      ["/segments", jsonRequest({ rgb: [[1]], flo: [[1]], flow: [[1]] }), 422, /Unknown key "flo".*"flow"/],
      ["/segments", jsonRequest({ rgb: [[1], [1, 2]], flow: [[1]] }), 422, /list of 2 at \[1\].*list of 1/],
      ["/segments", jsonRequest({ rgb: [[1, "2"]], flow: [[1]] }), 422, /features.rgb has "2" at \[0\]\[1\]/],
      ["/segments", jsonRequest({ rgb: [[1, 1e39]], flow: [[1]] }), 422, /1e\+39 at \[0\]\[1\]/],
      ["/segments", jsonRequest({ rgb: [], flow: [[1]] }), 422, /features.rgb is \[\]/],
      ["/segments", form("rgb", "rgb", "flow"), 422, /two parts "rgb"/],
      ["/segments", form("rgb", "flow", "other"), 422, /Unknown part "other"/],
      ["/segments", post("x", "multipart/form-data"), 400, /no multipart/],
      ["/segments", post(npyBytes(1, 3, () => 1), "application/x-npy"), 422, /one \.npy file.*2 sources/],
      ["/segments", post(large, "video/mp4"), 413, /larger than.*--max-body/],
      ["/segments", post(ReadableStream.from([large]), "video/mp4"), 413, /larger than/],
      ["/segments", post(ReadableStream.from([large]), "application/json"), 413, /larger than/],
      ["/segments", jsonRequest(), 422, /"features\/rgb\/video\.npy" is odd.*add \?fps=25/],
    ];
    for (const [path, init, status, words] of wrong) {
      const answer = await server.ask(path, init);
      const { error, expected, remedy } = answer.body;
      assert.equal(answer.status, status, `${path} ${error}`);
      assert.match([error, expected, remedy].join(" | "), words);
      assert.ok([error, expected, remedy].every((text) => typeof text === "string" && text !== ""), error);
      assert.doesNotMatch(JSON.stringify(answer.body), new RegExp(`${folder}| at .*\\.ts`));
    }
    const film = await noFilms.ask("/segments", post("a film, surely", "video/mp4"));
    assert.deepEqual([film.status, film.body.error], [422, "the data are generated"]);
    assert.deepEqual(readdirSync(folder), []);
    assert.deepEqual(server.failures, []);
  });
});

Deno.test("A mistake of ours is told to whoever runs the server, and to no client", async () => {
  await inFolder(async (folder) => {
    const failure = new TypeError("secret is not a function");
    const server = fakeServer(folder, { localize: () => Promise.reject(failure) });
    const { status, body } = await server.ask("/segments", jsonRequest());
    assert.equal(status, 500);
    assert.doesNotMatch(JSON.stringify(body), /secret|\.ts/);
    assert.deepEqual(server.failures, [failure]);
    assert.deepEqual(readdirSync(folder), []);
  });
});

Deno.test("One job is done at a time; who waits beside a full queue is told when to come again", async () => {
  await inFolder(async (folder) => {
    const begun: string[] = [];
    const gate = Promise.withResolvers<void>();
    const server = fakeServer(folder, {
      waiting: 1,
      localize: async ({ options }) => {
        begun.push(options.video);
        await gate.promise;
        return FOUND;
      },
    });
    const first = server.ask("/segments?video=first", jsonRequest());
    const second = server.ask("/segments?video=second", jsonRequest());
    const third = await server.ask("/segments?video=third", jsonRequest());
    assert.equal(third.status, 503);
    assert.match(third.headers.get("retry-after")!, /^[1-9]\d*$/);
    assert.match(third.body.error, /queue is full: 2/);
    while (begun.length === 0) await new Promise((resolve) => setTimeout(resolve));
    assert.deepEqual((await server.ask("/health")).body, {
      ...{ status: "ok", run: FACTS.run, recipe: "served", step: 7 },
      ...{ busy: true, jobs: 2 },
    });
    assert.equal(begun.length, 1);
    gate.resolve();
    assert.deepEqual((await Promise.all([first, second])).map(({ status }) => status), [200, 200]);
    assert.deepEqual(begun.sort(), ["first", "second"]);
    assert.equal((await server.ask("/health")).body["jobs"], 0);
    assert.equal((await server.ask("/segments", jsonRequest())).status, 200);
  });
});

Deno.test("A client that leaves gives up its job, and its place in the queue", async () => {
  await inFolder(async (folder) => {
    const begun = Promise.withResolvers<AbortSignal>();
    const server = fakeServer(folder, {
      waiting: 1,
      localize: ({ signal, options }) => {
        if (options.video === "next") return Promise.resolve(FOUND);
        begun.resolve(signal);
        return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      },
    });
    const [working, waiting] = [new AbortController(), new AbortController()];
    const first = server.ask("/segments?video=first", { ...jsonRequest(), signal: working.signal });
    await begun.promise;
    const second = server.ask("/segments?video=second", { ...jsonRequest(), signal: waiting.signal });
    waiting.abort();
    await second;
    const third = server.ask("/segments?video=next", jsonRequest());
    working.abort();
    assert.equal((await third).status, 200);
    await first;
    assert.deepEqual(server.told.map((line) => line.replace(/ in [\d.]+ s$/, "")).sort(), [
      'answered "next": 1 segments',
      'left     "first": the client did not wait for its answer',
      'left     "second": the client did not wait for its answer',
    ]);
    assert.deepEqual(readdirSync(folder), []);
  });
});
