// The script of the server's page: sends what was chosen, and draws what is found.
(() => {
  const find = (selector) => document.querySelector(selector);
  const [form, status, problem, result] = ["#ask", "#status", "#problem", "#result"].map(find);
  const [video, timeline, list, cancel] = ["video", "#timeline", "#list", "#cancel"].map(find);
  const classes = JSON.parse(document.body.dataset.classes);
  const colours = Number(document.body.dataset.colours);
  const inputs = [...form.querySelectorAll("input[type=file]")];
  let asked;

  find("#curl").textContent = find("#curl").textContent.replaceAll(
    "{address}",
    new URL("./", location.href).href,
  );

  function make(name, text = "", attributes = {}) {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  function colour(label) {
    return `--c: var(--c${Math.max(0, classes.indexOf(label)) % colours})`;
  }

  function clock(seconds) {
    const tenths = Math.round(seconds * 10);
    return `${Math.floor(tenths / 600)}:${String(Math.floor(tenths / 10) % 60).padStart(2, "0")}.${
      tenths % 10
    }`;
  }

  /** Lays files in the inputs: films in one, features in those whose source their names have, or the next that is free. */
  function lay(files) {
    for (const file of files) {
      const kind = file.name.endsWith(".npy") ? "features" : "film";
      const fitting = inputs.filter((input) => input.dataset.kind === kind);
      const free = fitting.filter((input) => input.files.length === 0);
      const input = fitting.find(({ name }) => file.name.includes(name)) ?? free[0] ?? fitting[0];
      if (!input) {
        return tell({ error: `${file.name} is no .npy file`, expected: "features", remedy: "drop features" });
      }
      const data = new DataTransfer();
      data.items.add(file);
      input.files = data.files;
      chosen(input);
    }
  }

  /** A film or features: what was chosen last. */
  function chosen(input) {
    for (const other of inputs) if (other.dataset.kind !== input.dataset.kind) other.value = "";
    tell();
  }

  function tell(refusal) {
    problem.hidden = refusal === undefined;
    problem.replaceChildren();
    if (!refusal) return;
    problem.append(make("h2", refusal.error));
    problem.append(make("p", `Expected: ${refusal.expected}.`), make("p", `What to do: ${refusal.remedy}.`));
    for (const { error } of refusal.problems ?? []) problem.append(make("p", error));
  }

  function queryOf(name) {
    const query = new URLSearchParams({ video: name });
    const isFilm = inputs.some((input) => input.dataset.kind === "film" && input.files.length > 0);
    for (const input of form.querySelectorAll("input[type=number]")) {
      const isOfFeatures = input.name === "fps" || input.name === "duration";
      if (input.value !== "" && !(isFilm && isOfFeatures)) query.set(input.name, input.value);
    }
    return query;
  }

  async function ask() {
    const filled = inputs.filter((input) => input.files.length > 0);
    if (filled.length === 0) {
      return tell({
        error: "Nothing is chosen",
        expected: "a film or features",
        remedy: "choose or drop a file",
      });
    }
    const film = filled.find((input) => input.dataset.kind === "film")?.files[0];
    const name = filled[0].files[0].name.replace(/\.[^.]+$/, "").replace(/^\.+|[/\\]/g, "") || "video";
    let body = film;
    if (!film) {
      body = new FormData();
      for (const input of filled) body.append(input.name, input.files[0]);
    }
    const headers = film ? { "content-type": "application/octet-stream" } : {};
    asked = new AbortController();
    const began = performance.now();
    wait(true);
    const timer = setInterval(() => {
      status.textContent = `working, ${Math.round((performance.now() - began) / 1000)} s`;
    }, 1000);
    try {
      const answer = await fetch(`segments?${queryOf(name)}`, {
        method: "POST",
        body,
        headers,
        signal: asked.signal,
      });
      const value = await answer.json();
      if (answer.ok) show(value, film);
      else tell(value);
      status.textContent = answer.ok ? `done in ${((performance.now() - began) / 1000).toFixed(1)} s` : "";
    } catch (error) {
      status.textContent = error.name === "AbortError" ? "cancelled" : "";
      if (error.name !== "AbortError") {
        tell({
          error: "No answer came",
          expected: "a server that runs",
          remedy: "look at the terminal where it runs",
        });
      }
    } finally {
      clearInterval(timer);
      wait(false);
    }
  }

  function wait(isWaiting) {
    form.querySelector("[type=submit]").disabled = isWaiting;
    cancel.hidden = !isWaiting;
    if (!isWaiting) return;
    status.textContent = "working";
    tell();
  }

  function show(answer, film) {
    const { segments, duration, found, warnings } = answer;
    result.hidden = false;
    find("#found").textContent = `${answer.video}: ${segments.length} of ${found} segments in ${
      duration.toFixed(1)
    } s`;
    find("#notes").replaceChildren(...warnings.map((warning) => make("li", warning)));
    if (video.src) URL.revokeObjectURL(video.src);
    video.hidden = !film;
    if (film) video.src = URL.createObjectURL(film);
    else video.removeAttribute("src");
    const save = find("#save");
    save.href = `data:application/json,${encodeURIComponent(JSON.stringify(answer, null, 1))}`;
    save.download = `${answer.video}.json`;
    drawLanes(segments, duration);
    drawList(segments);
    result.scrollIntoView({ block: "nearest" });
  }

  function seek(seconds) {
    if (!video.hidden) video.currentTime = seconds;
  }

  function drawLanes(segments, duration) {
    const end = Math.max(duration, ...segments.map(({ segment }) => segment[1]));
    const lane = (text, className) => {
      const row = make("div", "", { class: className });
      row.append(make("span", text), make("div"));
      return row;
    };
    const labels = [...new Set(segments.map(({ label }) => label))];
    const greatest = Math.max(...segments.map(({ score }) => score));
    const least = Math.min(...segments.map(({ score }) => score));
    const rows = labels.sort((a, b) => classes.indexOf(a) - classes.indexOf(b)).map((label) => {
      const row = lane(label, "lane");
      for (const { score, segment: [from, to] } of segments.filter((each) => each.label === label)) {
        const words = `${label}, ${clock(from)} to ${clock(to)}, score ${Number(score.toPrecision(3))}`;
        const bar = make("button", "", {
          type: "button",
          title: words,
          "aria-label": words,
          style: colour(label),
        });
        bar.style.left = `${100 * Math.max(0, from) / end}%`;
        bar.style.width = `${100 * (to - Math.max(0, from)) / end}%`;
        bar.style.opacity = greatest > least ? 0.35 + 0.65 * (score - least) / (greatest - least) : 1;
        bar.addEventListener("click", () => seek(from));
        row.lastChild.append(bar);
      }
      row.lastChild.append(make("div", "", { class: "cursor", hidden: "" }));
      return row;
    });
    const ticks = lane("", "lane ticks");
    for (let i = 0; i <= 4; i++) {
      const tick = make("i", clock(end * i / 4));
      tick.style.left = `${25 * i}%`;
      ticks.lastChild.append(tick);
    }
    timeline.replaceChildren(...rows, ticks);
    timeline.dataset.end = String(end);
  }

  function drawList(segments) {
    const head = make("tr");
    for (const name of ["class", "start", "end", "score"]) head.append(make("th", name, { scope: "col" }));
    const rows = segments.map(({ label, score, segment: [from, to] }) => {
      const row = make("tr");
      const name = make("td", label);
      name.prepend(make("i", "", { style: colour(label) }));
      row.append(name, make("td", clock(from)), make("td", clock(to)), make("td", score.toFixed(3)));
      return row;
    });
    const [top, body] = [make("thead"), make("tbody")];
    top.append(head);
    body.append(...rows);
    list.replaceChildren(top, body);
  }

  video.addEventListener("timeupdate", () => {
    for (const cursor of timeline.querySelectorAll(".cursor")) {
      cursor.hidden = video.hidden;
      cursor.style.left = `${100 * video.currentTime / Number(timeline.dataset.end)}%`;
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  cancel.addEventListener("click", () => asked?.abort());
  for (const input of inputs) input.addEventListener("change", () => chosen(input));
  addEventListener("dragover", (event) => {
    event.preventDefault();
    document.body.classList.add("over");
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) document.body.classList.remove("over");
  });
  addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("over");
    lay(event.dataTransfer.files);
  });
})();
