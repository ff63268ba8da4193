// Generated: tests/pipeline/report/interactive/interactive_page_script_test.ts says how.
// deno-lint-ignore-file
(() => {
  function g(t, e = {}, ...n) {
    let r = document.createElement(t);
    for (let [o, i] of Object.entries(e)) i !== void 0 && r.setAttribute(o, String(i));
    return r.append(...n.filter((o) => o !== void 0)), r;
  }
  function Me(t, e) {
    return g("label", { class: "field" }, g("span", {}, t), e);
  }
  var pi = { cause: { sentence: !0 } };
  function fn(t, e, n) {
    if (!(Number.isInteger(n) && n >= 1 && n <= 1e4)) {
      throw new RangeError(`linspace needs a whole count from 1 to 10000: current value is ${n}`, pi);
    }
    if (n === 1) return [t];
    let r = (e - t) / (n - 1);
    return Array.from({ length: n }, (o, i) => i === n - 1 ? e : i * r + t);
  }
  var C = {
      thresholds: [.1, .2, .3, .4, .5, .6, .7, .8, .9],
      averages: ["0.1:0.5", "0.3:0.7", "0.1:0.7", "0.1:0.9"],
      headline: "0.1:0.7",
    },
    Ut = { thresholds: "linspace(0.5, 0.95, 10)", averages: ["0.5:0.95"], headline: "0.5:0.95" },
    qt = { tiou: fn(.5, .95, 10), bins: "activitynet" };
  function mt(t) {
    return String(Number(t.toPrecision(12)));
  }
  function Dt(t, e) {
    let [n, r = n, ...o] = t.split(":"), i = e.map(mt), [s, a] = [i.indexOf(n), i.indexOf(r)];
    return s < 0 || a < s || o.length > 0 ? void 0 : e.slice(s, a + 1);
  }
  var di = ["double", "wrong_label", "localization", "confusion", "background"],
    La = ["true_positive", ...di];
  var cn = {
    true_positive: "right",
    double: "double",
    wrong_label: "wrong label",
    localization: "localization",
    confusion: "confusion",
    background: "background",
  };
  var et = "\u2013";
  function P(t) {
    return t !== void 0 && Number.isFinite(t) ? t.toFixed(2) : et;
  }
  function V(t) {
    return t !== void 0 && Number.isFinite(t) ? Math.round(t).toLocaleString("en-US") : et;
  }
  function nt(t, e = 3) {
    if (t === void 0 || !Number.isFinite(t)) return et;
    if (t === 0) return "0";
    let n = Number(t.toPrecision(e)), r = Math.abs(n);
    return Number.isFinite(r)
      ? r < .001 || r >= 1e6 ? n.toExponential().replace("e+", "e") : String(n)
      : t.toExponential().replace("e+", "e");
  }
  function mn(t) {
    if (!Number.isFinite(t)) return et;
    let e = String(Number(t.toFixed(6)));
    return e.length > 4 ? e : t.toFixed(2);
  }
  function zt(t, e) {
    return `${ln(t)}\u2013${ln(e)} s`;
  }
  function ln(t) {
    return Number.isFinite(t) ? t.toFixed(1) : et;
  }
  function ve(t, e, n) {
    let r = Array.from(t), o = 0;
    for (let [i, s] of r.entries()) {
      if (o += n * gi(s), o > e) return `${r.slice(0, Math.max(1, i - 1)).join("").trimEnd()}\u2026`;
    }
    return t;
  }
  function gi(t) {
    return t.codePointAt(0) >= 4352
      ? 1
      : /[A-Zmw@%]/.test(t)
      ? .72
      : /[ .,:;'|ijlft()[\]-]/.test(t)
      ? .34
      : .57;
  }
  var xi = 50;
  function hn({ moments: t, threshold: e, videos: n }, r) {
    for (let o of document.querySelectorAll("td[data-moments]")) {
      let i = o.dataset.moments, s = t[i];
      if (!s) continue;
      let a = g("button", {
        type: "button",
        class: "count",
        title: "List these moments",
        "aria-expanded": "false",
      }, o.textContent ?? "");
      o.replaceChildren(a),
        a.addEventListener("click", () => {
          let f = o.closest(".scroll"),
            u = f.nextElementSibling,
            c = a.getAttribute("aria-expanded") === "true";
          for (let l of f.querySelectorAll("button.count")) l.setAttribute("aria-expanded", "false");
          if (u?.classList.contains("moments") && u.remove(), c) return;
          a.setAttribute("aria-expanded", "true");
          let m = yi(wi(i, s.length, e), s, n, r);
          f.after(m), m.querySelector("h3").focus();
        });
    }
  }
  function wi(t, e, n) {
    let [r, o, i] = t.split("."),
      s = r === "missed"
        ? `missed ${e === 1 ? "instance" : "instances"}${o ? `, ${o} ${i}` : ""}`
        : `${e === 1 ? "segment" : "segments"}: ${cn[r]}`;
    return `${V(e)} ${s}${n === void 0 ? "" : `, at tIoU ${mt(n)}`}`;
  }
  function yi(t, e, n, r) {
    let o = g("tbody"),
      i = g("button", { type: "button" }),
      s = () => {
        let f = o.children.length, u = Math.min(e.length, f + xi);
        o.append(...e.slice(f, u).map((c) => bi(c, n, r))),
          i.textContent = `Show more: ${V(e.length - u)} left`,
          i.hidden = u === e.length;
      };
    i.addEventListener("click", s), s();
    let a = ["video", "class", "time", "score"].map((f) => g("th", { scope: "col" }, f));
    return g(
      "div",
      { class: "moments" },
      g("h3", { tabindex: -1 }, t),
      g(
        "div",
        { class: "scroll", tabindex: 0, role: "region", "aria-label": t },
        g("table", {}, g("thead", {}, g("tr", {}, ...a)), o),
      ),
      i,
    );
  }
  function bi([t, e, n, r, o], i, s) {
    let a = g("button", { type: "button" }, i[t].id);
    return a.addEventListener("click", () => s.show(t, n, r)),
      g(
        "tr",
        {},
        g("th", { scope: "row" }, a),
        g("td", {}, e),
        g("td", {}, zt(n, r)),
        g("td", {}, o === void 0 ? et : nt(o)),
      );
  }
  function Y(...t) {
    return new Map(t.map((e) => [e.kind, e]));
  }
  var y = new Proxy(() => {}, { get: () => y, apply: () => y });
  function T(t) {
    let { time: e = "seconds", ambiguous: n = "absent", match: r = "anet_greedy", iou: o = "continuous" } = t,
      { ap: i = "interpolated", outside: s = "false_positive", videos: a } = t;
    return ({ number: f, range: u }) => {
      let c = f("Number of videos that results are published over; a warning where there are others", {
        min: 1,
        integer: !0,
      });
      return y.strictObject({
        time: vi(f).prefault(e).describe(
          "Unit in which segments are compared: that of the files, or whole snippets, seconds * fps / stride rounded half to even; `grid` is that of 25 fps and stride 16",
        ),
        videos: a === void 0 ? c.optional() : c.prefault(a),
        ambiguous: y.enum(["absent", "drop", "neutral"]).default(n).describe(
          "Ambiguous intervals: none; predictions that overlap one are dropped before matching; those of them that match nothing do not count",
        ),
        match: y.enum(["anet_greedy", "best_free", "best_only", "first_fit", "toolkit"]).default(r).describe(
          "What a prediction takes, best score first: the free instance of highest tIoU, of equals the later (`anet_greedy`) or the earlier (`best_free`); the instance of highest tIoU, of equals the later, unless it is taken (`best_only`); the first free one (`first_fit`). `toolkit`: every instance in turn takes the free prediction of highest tIoU, which must exceed the threshold",
        ),
        iou: y.enum(["continuous", "integer_sets"]).default(o).describe(
          "Overlap as tIoU of real intervals, or of the sets of whole numbers in them, ends left out",
        ),
        ap: y.enum(["interpolated", "raw"]).default(i).describe(
          "Average precision: precision made monotone, or as it is at each true positive",
        ),
        outside: y.enum(["false_positive", "ignore", "error"]).default(s).describe(
          "What predictions in videos without ground truth are",
        ),
        max_per_video: f("How many predictions of a video count, the best ones", { min: 1, integer: !0 })
          .optional(),
        thresholds: u("Thresholds of tIoU, increasing", { above: 0, max: 1 }).prefault(Mi(t.thresholds)),
        averages: y.array(y.string()).min(1).default([...t.averages]).describe(
          'Means of mAP, each by its first and last threshold, such as "0.3:0.7", or by the only one',
        ),
        headline: y.string().default(t.headline).describe("The average that stands for the whole"),
      }).superRefine(Si);
    };
  }
  function Mi(t) {
    return typeof t == "string" ? t : [...t];
  }
  function vi(t) {
    let e = y.strictObject({
      fps: t("Frames per second of a grid", { above: 0 }).prefault(25),
      stride: t("Frames from one snippet of a grid to the next", { above: 0 }).prefault(16),
    });
    return y.union([y.enum(["seconds", "grid"]), e]).transform((n) =>
      n === "grid" ? { fps: 25, stride: 16 } : n
    );
  }
  function Si({ thresholds: t, averages: e, headline: n }, { addIssue: r }) {
    let o = (i, s, a) => r({ code: "custom", path: i, message: s, params: { hint: a } });
    if (!t.every((i, s) => s === 0 || i > t[s - 1])) {
      return o(["thresholds"], "must increase", "write them from the lowest to the highest, each once");
    }
    e.forEach((i, s) => {
      if (Dt(i, t)) return;
      let a = t.map(mt).join(", ");
      o(["averages", s], `must be "first:last", two of the thresholds: found "${i}"`, `thresholds: ${a}`);
    }),
      e.includes(n) ||
      o(["headline"], `must be one of the averages: found "${n}"`, `one of: ${e.join(", ")}`);
  }
  var pn = {
    kind: "anet12",
    summary: "ActivityNet 1.2 in seconds, as its toolkit evaluates",
    options: T(Ut),
    diagnosis: qt,
  };
  var dn = {
    absent: void 0,
    drop: (t, e) => ({ detections: t.filter((n) => !e(n)) }),
    neutral: (t, e) => ({ detections: t, isNeutral: e }),
  };
  var Se = (t, e, n) => Ni(gn(t), e, n), ki = (t, e, n) => Ai(gn(t), e, n);
  function gn(t) {
    let e = [];
    for (let n = 0; n < t.length; n++) t[n] && e.push(n + 1);
    return e;
  }
  var Ni = (t, e, n = 1) => {
      if (e === 0) return 0;
      let r = 0, o = 0;
      for (let i = t.length; i > 0; i--) r = Math.max(r, xn(i, t[i - 1] - i, n)), o += r;
      return o / e;
    },
    Ai = (t, e, n = 1) => {
      let r = 0;
      for (let o = 0; o < t.length; o++) r += xn(o + 1, t[o] - (o + 1), n);
      return e === 0 ? 0 : r / e;
    };
  function xn(t, e, n) {
    return n * t / (n * t + e);
  }
  var wn = { interpolated: Se, raw: ki };
  function Ft(t, e, n, r) {
    let o = n.map(() => new Uint32Array(t.length)), i = Math.min(...n), s = new Map();
    for (let a = 0; a < t.length; a++) {
      let f = t[a], u = e(f), { order: c, overlaps: m } = $i(f, u, i, r);
      if (c.length === 0) continue;
      s.has(u) || s.set(u, n.map(() => new Uint8Array(u.length)));
      let l = s.get(u);
      for (let h = 0; h < n.length; h++) {
        for (let p = 0; p < c.length && m[p] >= n[h]; p++) {
          if (!l[h][c[p]]) {
            l[h][c[p]] = 1, o[h][a] = c[p] + 1;
            break;
          }
        }
      }
    }
    return o;
  }
  function $i(t, e, n, r) {
    let o = [], i = [];
    for (let s = 0; s < e.length; s++) {
      let a = r(t, e[s]);
      if (a < n) continue;
      let f = o.length;
      for (; f > 0 && i[f - 1] <= a; f--) o[f] = o[f - 1], i[f] = i[f - 1];
      o[f] = s, i[f] = a;
    }
    return { order: o, overlaps: i };
  }
  function ht(t) {
    return (e, n, r, o) => {
      let i = r.map(() => new Uint32Array(e.length)), s = new Map();
      for (let [a, f] of e.entries()) {
        let u = n(f);
        s.has(u) || s.set(u, r.map(() => new Uint8Array(u.length)));
        let c = s.get(u), m = u.map((l) => o(f, l));
        for (let l = 0; l < r.length; l++) {
          let h = t(m, c[l], r[l]);
          h < 0 || (c[l][h] = 1, i[l][a] = h + 1);
        }
      }
      return i;
    };
  }
  var yn = ht((t, e, n) => {
    let r = -1;
    for (let o = 0; o < t.length; o++) !e[o] && t[o] >= n && !(t[o] <= (t[r] ?? 0)) && (r = o);
    return r;
  });
  var bn = ht((t, e, n) => {
    let r = t.lastIndexOf(Math.max(...t));
    return r >= 0 && t[r] >= n && !e[r] ? r : -1;
  });
  var Mn = ht((t, e, n) => t.findIndex((r, o) => r >= n && !e[o]));
  var vn = (t, e, n, r) => {
    let o = n.map(() => new Uint32Array(t.length)), i = new Map();
    t.forEach((s, a) => {
      let f = e(s);
      i.has(f) || i.set(f, []), i.get(f).push(a);
    });
    for (let [s, a] of i) {
      for (let [f, u] of s.entries()) {
        let c = a.map((m) => r(t[m], u));
        for (let [m, l] of n.entries()) {
          let h = -1;
          for (let [p, d] of a.entries()) !o[m][d] && c[p] > l && !(c[p] <= (c[h] ?? 0)) && (h = p);
          h >= 0 && (o[m][a[h]] = f + 1);
        }
      }
    }
    return o;
  };
  var Sn = { anet_greedy: Ft, best_free: yn, best_only: bn, first_fit: Mn, toolkit: vn };
  var Ei = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
  function ke(t, e = "") {
    return t.replace(Ei, (n) => {
      if (n === "	" || e.includes(n)) return n;
      let r = n.codePointAt(0), o = r.toString(16);
      return r <= 255 ? `\\x${o.padStart(2, "0")}` : r <= 65535 ? `\\u${o.padStart(4, "0")}` : `\\u{${o}}`;
    });
  }
  var Mu = new Uint32Array(65536);
  var Oi = 0;
  function kn() {
    Oi = 0;
  }
  var Ne = class extends Error {
      name = "UserError";
      heading;
      diagnostics;
      constructor(e, n, r) {
        super(
          n.map((o) => o.message).join(`
`),
          r,
        ),
          kn(),
          this.heading = e,
          this.diagnostics = n;
      }
    },
    pt = class extends Error {
      name = "RunError";
      hint;
      constructor(e, n, r) {
        super(e, r), this.hint = n;
      }
    };
  function Nn(t, e) {
    return new Ne(t, [{ message: t, hint: e }]);
  }
  var An = {
    false_positive: (t) => t,
    ignore: (t, e) => t.filter(({ video: n }) => e(n)),
    error(t, e) {
      let n = new Set(t.map(({ video: o }) => o).filter((o) => !e(o))), [r] = n;
      if (r === void 0) return t;
      throw Nn(
        `Predictions in ${n.size} ${
          n.size === 1 ? "video" : "videos"
        } without ground truth, such as "${r}": the protocol says outside: error`,
        "take them out of the predictions, or write outside: ignore or outside: false_positive",
      );
    },
  };
  function $n(t) {
    return t === "seconds" ? void 0 : (e) => Ti(e * t.fps / t.stride);
  }
  function Ti(t) {
    let e = Math.floor(t), n = t - e;
    return n < .5 || n === .5 && e % 2 === 0 ? e : e + 1;
  }
  function Gt(t, e) {
    let n = Math.min(t.end, e.end) - Math.max(t.start, e.start);
    return n > 0 ? n / (t.end - t.start + (e.end - e.start) - n) : 0;
  }
  function Ii(t, e) {
    return Gt(En(t), En(e));
  }
  function En({ start: t, end: e }) {
    return { start: Math.ceil(t), end: Math.ceil(e) };
  }
  var On = { continuous: Gt, integer_sets: Ii };
  function Ri({ time: t, outside: e, ambiguous: n, match: r, iou: o, ap: i }) {
    return {
      clock: $n(t),
      outside: An[e],
      ambiguity: dn[n],
      match: Sn[r],
      overlap: On[o],
      averagePrecision: wn[i],
    };
  }
  function I({ kind: t }) {
    return { kind: t, create: (e) => Ri(e) };
  }
  var Tn = I(pn);
  var In = {
    kind: "anet13",
    summary: "ActivityNet 1.3 in seconds, as its toolkit evaluates",
    options: T(Ut),
    diagnosis: qt,
  };
  var Rn = I(In);
  var _n = {
    kind: "thumos14_grid_best",
    summary:
      "THUMOS14 in snippets over 212 test videos, without ambiguous intervals, a prediction takes the best free instance",
    options: T({
      ...C,
      time: "grid",
      videos: 212,
      ambiguous: "drop",
      match: "best_free",
      iou: "integer_sets",
    }),
  };
  var Cn = I(_n);
  var Pn = {
    kind: "thumos14_grid_first",
    summary:
      "THUMOS14 in snippets over 212 test videos, without ambiguous intervals, a prediction takes the first free instance",
    options: T({
      ...C,
      time: "grid",
      videos: 212,
      ambiguous: "drop",
      match: "first_fit",
      iou: "integer_sets",
      ap: "raw",
    }),
  };
  var Ln = I(Pn);
  var jn = {
    kind: "thumos14_grid_greedy",
    summary: "THUMOS14 in snippets over 212 test videos, without ambiguous intervals, matched greedily",
    options: T({ ...C, time: "grid", videos: 212, ambiguous: "drop" }),
  };
  var Un = I(jn);
  var qn = {
    kind: "thumos14_seconds",
    summary: "THUMOS14 in seconds, as most weakly-supervised methods evaluate",
    options: T(C),
  };
  var Dn = I(qn);
  var zn = {
    kind: "thumos14_seconds_212",
    summary: "THUMOS14 in seconds over 212 test videos, two more than thumos14_seconds",
    options: T({ ...C, videos: 212 }),
  };
  var Fn = I(zn);
  var Gn = {
    kind: "thumos14_toolkit",
    summary: "THUMOS14 in seconds, as its own toolkit evaluates",
    options: T({ ...C, ambiguous: "neutral", match: "toolkit", ap: "raw" }),
  };
  var Hn = I(Gn);
  var Ht = Y(Dn, Fn, Un, Cn, Ln, Hn, Tn, Rn);
  function N({ kind: t }, e) {
    return { kind: t, create: (n) => e(n) };
  }
  function B(t, e) {
    let n = t.get(e.kind);
    if (!n) throw new RangeError(`Nothing says how "${e.kind}" runs: give the kinds of its extension`);
    return n.create(e);
  }
  function Ae(t) {
    let e = t.length, n = new Uint32Array(e), r = new Uint32Array(e), o = new Uint32Array(e + 1), i = 0;
    for (let s = 0; s < e; s++) n[s] = s, (s === 0 || t[s] < t[s - 1]) && (o[i++] = s);
    for (o[i] = e; i > 1;) {
      let s = 0;
      for (let a = 0; a < i; a += 2) {
        let [f, u, c] = [o[a], o[a + 1], o[Math.min(a + 2, i)]];
        _i(t, n, r, f, u, c), o[s++] = f;
      }
      o[s] = e, i = s, [n, r] = [r, n];
    }
    return n;
  }
  function D(t) {
    return Ae(t).reverse();
  }
  function _i(t, e, n, r, o, i) {
    let s = r, a = o;
    for (let f = r; f < i; f++) {
      let u = a >= i || s < o && t[e[s]] <= t[e[a]];
      n[f] = u ? e[s++] : e[a++];
    }
  }
  function Bn(t, e, n, r, { match: o, overlap: i }) {
    let s = Pi(t), a = Wn(e, ({ label: f }) => f);
    return n.map((f) => {
      let u = s.get(f) ?? new Map(),
        c = (h) => u.get(h) ?? Ci,
        m = a.get(f) ?? [],
        l = Array.from(D(m.map(({ score: h }) => h)), (h) => m[h]);
      return {
        label: f,
        positives: Array.from(u.values()).reduce((h, p) => h + p.length, 0),
        predictions: l,
        matches: o(l, ({ video: h }) => c(h), r, i),
        instancesIn: c,
      };
    });
  }
  var Ci = [];
  function Pi(t) {
    let e = new Map();
    for (let [n, r] of t) {
      for (let [o, i] of Wn(r, (s) => s.label)) e.has(o) || e.set(o, new Map()), e.get(o).set(n, i);
    }
    return e;
  }
  function Wn(t, e) {
    let n = new Map();
    for (let r of t) {
      let o = n.get(e(r));
      o ? o.push(r) : n.set(e(r), [r]);
    }
    return n;
  }
  var Li = { match: Ft, overlap: Gt, averagePrecision: Se };
  function Yn(t, e, n, r, o, { match: i, overlap: s, averagePrecision: a, isNeutral: f } = Li) {
    let u = Bn(t, e, n, r, { match: i, overlap: s }).map(({ positives: l, predictions: h, matches: p }) =>
        (f ? ji(p, h.map(f)) : p).map((x) => a(x, l))
      ),
      c = r.map((l, h) => Vn(u.map((p) => p[h]))),
      m = (l) => {
        if (!r.includes(l)) throw new RangeError(`No mAP at tIoU ${l} to average`);
        return c[r.indexOf(l)];
      };
    return {
      tiou: [...r],
      map: c,
      ap: Object.fromEntries(n.map((l, h) => [l, u[h]])),
      averages: Object.fromEntries(Object.entries(o).map(([l, h]) => [l, Vn(h.map(m))])),
    };
  }
  function ji(t, e) {
    return t.map((n) => n.filter((r, o) => r > 0 || !e[o]));
  }
  function Vn(t) {
    return t.reduce((e, n) => e + n, 0) / t.length;
  }
  var At = "Ambiguous";
  function Kn(t, { ambiguity: e }) {
    if (!e || !t.labels.includes(At)) return t;
    let n = new Map(t.ambiguous);
    for (let [o, i] of t.ignored ?? []) {
      let s = i.filter(({ label: a }) => a === At);
      s.length > 0 && n.set(o, [...n.get(o) ?? [], ...s]);
    }
    let r = new Map(Array.from(t.videos, ([o, i]) => {
      let s = i.filter(({ label: a }) => a === At);
      return s.length > 0 && n.set(o, [...n.get(o) ?? [], ...s]), [o, i.filter(({ label: a }) => a !== At)];
    }));
    return { ...t, videos: r, ambiguous: n, classes: t.classes.filter((o) => o !== At) };
  }
  function Xn({ videos: t, ambiguous: e }, n, { clock: r, outside: o, ambiguity: i }, s) {
    let a = (m) => r ? { ...m, start: r(m.start), end: r(m.end) } : m,
      f = o(s === void 0 ? n : Ui(n, s), (m) => t.has(m)),
      u = r ? f.map(a) : f,
      c = new Map(Array.from(i ? e ?? [] : [], ([m, l]) => [m, l.map(a)]));
    return {
      videos: r ? new Map(Array.from(t, ([m, l]) => [m, l.map(a)])) : t,
      detections: u,
      ...i?.(u, (m) => c.get(m.video)?.some((l) => qi(m, l)) ?? !1),
    };
  }
  function Ui(t, e) {
    let n = new Map(), r = new Set();
    for (let o of D(t.map(({ score: i }) => i))) {
      let { video: i } = t[o], s = n.get(i) ?? 0;
      s !== e && (n.set(i, s + 1), r.add(o));
    }
    return t.filter((o, i) => r.has(i));
  }
  function qi(t, e) {
    return Math.min(t.end, e.end) > Math.max(t.start, e.start);
  }
  function Bt(t, e, n, r) {
    let o = B(r, n), i = Kn(t, o);
    return { rules: o, truth: i, prepared: Xn(i, e, o, n.max_per_video) };
  }
  function Wt({ rules: t, truth: e, prepared: n }, r) {
    let { videos: o, detections: i, isNeutral: s } = n, { thresholds: a } = r;
    return Yn(o, i, e.classes, a, Di(r), { ...t, isNeutral: s });
  }
  function Di({ averages: t, thresholds: e }) {
    return Object.fromEntries(t.map((n) => [n, Dt(n, e) ?? []]));
  }
  function Zn(t, e, n, r) {
    let o = Map.groupBy(e, ({ video: s }) => s), i = [...t?.videos ?? []].filter(([, s]) => s.length > 0);
    return new Map(i.map(([s, a]) => {
      let f = t.classes.filter((l) => a.some((h) => h.label === l)),
        u = { ...t, classes: f, videos: new Map([[s, a]]) },
        c = Bt(u, o.get(s) ?? [], n, r),
        { averages: m } = Wt(c, n);
      return [s, m[n.headline] * 100];
    }));
  }
  var zi = /^[A-Za-z_]\w*$/, Fi = y.string().regex(zi, "use letters, digits and _, no digit first");
  var kc = y.enum(["minmax", "none"]);
  function K({ streams: t, classes: e, proposals: n }) {
    return t ? Object.entries(t) : [["", { classes: e, proposals: n }]];
  }
  function $e(t) {
    return K(t).flatMap(([e, { proposals: n }]) =>
      Object.entries(n).map(([r, o]) => [e === "" ? r : `${e}.${r}`, o])
    );
  }
  var Ee = "thresholded";
  function Oe({ score_on: t }) {
    return typeof t == "string" ? [[t, 1]] : Object.entries(t);
  }
  function Qn(t) {
    let e = Object.values(t).flatMap((n) => [n.group_on, ...Oe(n).map(([r]) => r)]);
    return [...new Set(e)].filter((n) => n !== Ee);
  }
  var Jn = 200, Vt = "min_score";
  function tr(t, e) {
    let n = (u, c, m, l, h) => ({
        part: u,
        name: c,
        label: m,
        value: l,
        min: Math.min(l, h[0]),
        max: Math.max(l, h[1]),
      }),
      r = K(t).map(([u, { classes: c }]) =>
        n(
          "Classes",
          `${rr(u)}classes.threshold`,
          u === "" ? "least video score" : `${u}: least video score`,
          c.threshold,
          e.scores[c.from] ?? [0, 1],
        )
      ),
      o = $e(t).flatMap(([u, c]) => {
        let m = Te(c);
        if (!m) return [];
        let [l, h] = m, [p, d] = Ie(h), x = (w) => `${u}: ${h.length === 1 ? "" : `${w} of `}${l}`;
        return [
          n("Proposals", `${u}.first`, x("first"), p, [0, 1]),
          ...h.length === 1 ? [] : [n("Proposals", `${u}.last`, x("last"), d, [0, 1])],
        ];
      }),
      i = er.flatMap(([u, c]) => {
        let m = t.suppress[u];
        return typeof m == "number" ? [n("Segments", `suppress.${u}`, `${t.suppress.kind}: ${u}`, m, c)] : [];
      }),
      [s, a] = e.segments,
      f = n("Segments", Vt, "least score of a segment", s, [s, a]);
    return [...r, ...o, ...i, ...a > s ? [f] : []];
  }
  var er = [["overlap", [.01, 1]], ["sigma", [.01, 1]]];
  function nr(t, e) {
    let n = K(t).map(([o, { classes: i, proposals: s, ...a }]) => {
        let f = e.get(`${rr(o)}classes.threshold`) ?? i.threshold,
          u = Object.entries(s).map(([c, m]) => [c, Hi(m, ...Gi(o === "" ? c : `${o}.${c}`, m, e))]);
        return [o, { ...a, classes: { ...i, threshold: f }, proposals: Object.fromEntries(u) }];
      }),
      r = er.flatMap(([o]) => {
        let i = e.get(`suppress.${o}`);
        return i === void 0 ? [] : [[o, i]];
      });
    return {
      ...t,
      ...t.streams
        ? { streams: Object.fromEntries(n) }
        : { classes: n[0][1].classes, proposals: n[0][1].proposals },
      suppress: { ...t.suppress, ...Object.fromEntries(r) },
    };
  }
  function Gi(t, e, n) {
    let [r, o] = Ie(Te(e)?.[1] ?? [0]), i = n.get(`${t}.first`) ?? r;
    return [i, n.get(`${t}.last`) ?? (r === o ? i : o)];
  }
  function Hi(t, e, n) {
    let r = Te(t);
    if (!r) return t;
    let [o, i] = r, [s, a] = Ie(i);
    if (e === s && n === a) return t;
    let f = a === s ? 0 : (n - e) / (a - s);
    return { ...t, [o]: i.map((u) => e + (u - s) * f) };
  }
  function Te(t) {
    for (let [e, n] of Object.entries(t)) {
      if (Array.isArray(n) && n.length > 0 && n.every((r) => typeof r == "number")) return [e, n];
    }
  }
  function Ie(t) {
    return [t[0], t.at(-1)];
  }
  function rr(t) {
    return t === "" ? "" : `${t}.`;
  }
  function or(t) {
    return new Map(Object.entries(t).map(([e, n]) => [e, Bi(n)]));
  }
  function Bi({ shape: t, ranges: e, bytes: n }) {
    let r = Uint8Array.from(atob(n), (s) => s.charCodeAt(0)).buffer;
    if (!e) return { shape: t, data: new Float32Array(r) };
    let o = t[1] ?? 1,
      i = Float32Array.from(new Uint16Array(r), (s, a) => {
        let [f, u] = e[a % o];
        return s === 65535 ? u : f + (u - f) * (s / 65535);
      });
    return { shape: t, data: i };
  }
  function ir({ video: t, localization: e }, n) {
    return e.segments.map(({ classIndex: r, score: o, start: i, end: s }) => ({
      video: t.id,
      label: n[r],
      score: o,
      start: i,
      end: s,
    }));
  }
  var Yt = y.boolean().default(!1).describe(
    "A sample must be above a threshold, and not only at least as high",
  );
  var sr = {
    kind: "absolute",
    summary: "Intervals of samples that reach a threshold and are above 0; this kind need not be written",
    options: ({ range: t }) =>
      y.strictObject({ thresholds: t("Thresholds on the normalized, upsampled map"), strict: Yt }),
  };
  function ar(t, e) {
    let n = Float64Array.from(new Set(e)).sort(),
      r = Array.from(n, () => ({ starts: [], ends: [] })),
      o = 0,
      i = -1 / 0,
      s = n[0] ?? 1 / 0;
    for (let a = 0; a < t.length; a++) {
      let f = t[a];
      if (!(f >= i && f < s)) {
        for (; o < n.length && f >= n[o];) r[o++].starts.push(a);
        for (; o > 0 && !(f >= n[o - 1]);) r[--o].ends.push(a - 1);
        i = o > 0 ? n[o - 1] : -1 / 0, s = o < n.length ? n[o] : 1 / 0;
      }
    }
    for (; o > 0;) r[--o].ends.push(t.length - 1);
    return new Map(r.map((a, f) => [n[f], a]));
  }
  function Kt(t, e, { strict: n, floor: r }) {
    let o = n ? e.map(ur) : e, i = o.map((a) => Math.max(a, ur(r))), s = ar(t, [...o, ...i]);
    return o.map((a, f) => ({ intervals: s.get(i[f]), counted: s.get(a), threshold: e[f] }));
  }
  var Re = new Float64Array(1), Wi = new BigInt64Array(Re.buffer);
  function ur(t) {
    return t === 0 ? Number.MIN_VALUE : t === -1 / 0 ? t : (Re[0] = t, Wi[0] += t > 0 ? 1n : -1n, Re[0]);
  }
  var fr = N(sr, ({ thresholds: t, strict: e }) => (n) => Kt(n, t, { strict: e, floor: 0 }));
  var cr = {
    kind: "relative",
    summary:
      "Intervals of samples that reach a share of the way to the map's largest value; a flat map has none",
    options: ({ range: t }) =>
      y.strictObject({
        shares: t("Thresholds: 0 is where the way starts, 1 the largest value", { min: 0, max: 1 }),
        from: y.enum(["zero", "min", "mean"]).default("zero").describe(
          "Where the way starts: at 0, at the map's smallest value or at its mean over time",
        ),
        strict: Yt,
      }),
  };
  var lr = N(cr, ({ shares: t, from: e, strict: n }) => (r) => {
    let [o, i, s] = [1 / 0, -1 / 0, 0];
    for (let u of r) o = Math.min(o, u), i = Math.max(i, u), s += u;
    if (!(i > o)) return [];
    let a = { zero: 0, min: o, mean: s / r.length }[e], f = t.map((u) => a + u * (i - a));
    return Kt(r, f, { strict: n, floor: -1 / 0 });
  });
  var mr = Y(fr, lr);
  function X({ number: t }) {
    return t("Weight of the class's video score, which is added", { min: 0 }).default(0);
  }
  function Xt({ number: t }) {
    return t("Width of each margin as a part of the segment's length", { min: 0 }).default(.25);
  }
  var hr = {
    kind: "inner_outer",
    summary:
      "Mean of the segment and the sample after it, minus a part of the mean of its margins, plus a part of the video score",
    options: (t) =>
      y.strictObject({
        margin: Xt(t),
        outer_weight: t.number("Weight of the margins' mean, which is subtracted", { min: 0 }).default(1),
        video_weight: X(t),
      }),
  };
  function Zt(t, e, n) {
    return (t.sumBefore(n + 1) - t.sumBefore(e)) / (n + 1 - e);
  }
  var pr = N(hr, ({ margin: t, outer_weight: e, video_weight: n }) => (r, o, i, s) => {
    let { samples: a } = r,
      f = t * (i - o + 1),
      u = Math.max(0, Math.trunc(o - f)),
      c = i + 2,
      m = Math.max(c, Math.min(a - 1, Math.trunc(c + f))),
      l = o - u + (m - c),
      h = m > c ? r.sumBefore(m) - r.sumBefore(c) : 0,
      p = l === 0 ? 0 : (r.sumBefore(o) - r.sumBefore(u) + h) / l;
    return Zt(r, o, Math.min(i + 1, a - 1)) - e * p + n * s;
  });
  var dr = {
    kind: "max",
    summary: "Largest sample of the segment, plus a part of the video score",
    options: (t) => y.strictObject({ video_weight: X(t) }),
  };
  var gr = N(dr, ({ video_weight: t }) => (e, n, r, o) => {
    let i = -1 / 0;
    for (let s = n; s <= r; s++) i = Math.max(i, e.at(s));
    return i + t * o;
  });
  var xr = {
    kind: "mean",
    summary: "Mean of the segment, plus a part of the video score",
    options: (t) => y.strictObject({ video_weight: X(t) }),
  };
  var wr = N(xr, ({ video_weight: t }) => (e, n, r, o) => Zt(e, n, r) + t * o);
  var yr = {
    kind: "outer_inner_contrast",
    summary: "Mean inside the segment minus mean of its margins, plus a part of the video score",
    options: (t) => y.strictObject({ margin: Xt(t), video_weight: X(t) }),
  };
  var br = N(yr, ({ margin: t, video_weight: e }) => (n, r, o, i) => {
    let s = o - r + 1,
      a = Math.max(0, Math.trunc(r - t * s)),
      f = Math.min(n.samples - 1, Math.trunc(o + t * s)),
      [u, c] = [n.sumBefore(r), n.sumBefore(o + 1)],
      m = r - a + (f - o),
      l = m === 0 ? 0 : (u - n.sumBefore(a) + (n.sumBefore(f + 1) - c)) / m;
    return (c - u) / s - l + e * i;
  });
  var Mr = Y(br, pr, gr, wr);
  var Z = y.enum(["exact", "plus_one", "plus_snippet"]).default("exact").describe(
    "Length of a segment in the overlap: end - start, or that + 1 second or + the length of a snippet (the pixel convention)",
  );
  var vr = {
    kind: "nms",
    summary: "Greedy suppression per class: what overlaps a better segment is dropped",
    options: ({ number: t }) =>
      y.strictObject({
        overlap: t("A segment is dropped when its overlap with a better one is at least this", {
          above: 0,
          max: 1,
        }),
        at_overlap: y.enum(["drop", "keep"]).default("drop").describe(
          "What becomes of a segment whose overlap is exactly that",
        ),
        relative_to: y.enum(["union", "own"]).default("union").describe(
          "Overlap is what two segments share as a part of their union, or of the weaker one alone",
        ),
        length: Z,
      }),
  };
  function ot({ scores: t, starts: e, ends: n }, r) {
    let o = (i) => r.map((s) => i[s]);
    return { scores: o(t), starts: o(e), ends: o(n) };
  }
  function Qt({ scores: t, starts: e, ends: n }, r) {
    return { score: t[r], start: e[r], end: n[r] };
  }
  function Q(t, e) {
    return { exact: 0, plus_one: 1, plus_snippet: e }[t];
  }
  function Jt(t, e, n, r) {
    let o = Math.min(t.end, n) - Math.max(t.start, e) + r;
    return o > 0 ? o / (t.end - t.start + r + (n - e + r) - o) : 0;
  }
  var Sr = N(vr, ({ overlap: t, at_overlap: e, relative_to: n, length: r }) => {
      let o = { overlap: t, keepsEqual: e === "keep", ofOwn: n === "own" };
      return (i, s) => ot(i, Yi(i, o, Q(r, s)));
    }),
    Vi = 1e-9;
  function Yi({ scores: t, starts: e, ends: n }, { overlap: r, keepsEqual: o, ofOwn: i }, s) {
    let a = Ae(e), f = a.length, [u, c, m] = [new Float64Array(f), new Float64Array(f), new Uint32Array(f)];
    for (let d = 0; d < f; d++) {
      let x = a[d];
      u[d] = e[x], c[d] = n[x], m[x] = d;
    }
    let l = new Uint8Array(f), h = [];
    for (let d of D(t)) {
      let x = m[d];
      if (l[x]) continue;
      h.push(d);
      let w = c[x] - u[x] + s,
        M = Vi * (Math.abs(u[x]) + Math.abs(c[x]) + 1),
        k = u[x] + w * (i ? 1 : 1 - r) + M,
        A = u[x] - w * (1 / r - 1) - M;
      for (let S = x + 1; S < f && u[S] <= k; S++) p(x, S);
      for (let S = x - 1; S >= 0 && u[S] >= A; S--) p(x, S);
    }
    return h;
    function p(d, x) {
      if (l[x]) return;
      let w = Math.max(0, Math.min(c[d], c[x]) - Math.max(u[d], u[x]) + s),
        M = c[x] - u[x] + s,
        k = i ? M : c[d] - u[d] + s + M - w,
        A = w / k;
      (o ? A > r : A >= r) && (l[x] = 1);
    }
  }
  var kr = { kind: "none", summary: "Every segment stays, best first", options: () => y.strictObject({}) };
  var Nr = N(kr, () => (t) => ot(t, [...D(t.scores)]));
  var Ar = {
    kind: "soft_nms",
    summary:
      "Gaussian soft suppression per class: the best segment is taken, the scores of the others are multiplied by exp(-overlap^2 / sigma), and so on",
    options: ({ number: t }) =>
      y.strictObject({
        sigma: t("Width of the Gaussian: the smaller, the less of a score stays", { above: 0 }),
        length: Z,
      }),
  };
  var $r = N(Ar, ({ sigma: t, length: e }) => (n, r) => _e(n, Q(e, r), (o) => Math.exp(-(o ** 2) / t)));
  function _e({ scores: t, starts: e, ends: n }, r, o) {
    let i = [t, e, n].map((c) => Float64Array.from(c)),
      [s, a, f] = i,
      u = { scores: [], starts: [], ends: [] };
    for (let c = t.length; c > 0; c--) {
      let m = 0;
      for (let h = 1; h < c; h++) s[h] >= s[m] && (m = h);
      let l = { start: a[m], end: f[m] };
      u.scores.push(s[m]), u.starts.push(l.start), u.ends.push(l.end);
      for (let h of i) h.copyWithin(m, m + 1, c);
      for (let h = 0; h < c - 1; h++) {
        let p = Jt(l, a[h], f[h], r);
        p > 0 && (s[h] *= o(p));
      }
    }
    return u;
  }
  var Er = {
    kind: "soft_nms_linear",
    summary:
      "Linear soft suppression per class: the best segment is taken, the scores of others that overlap it enough are multiplied by 1 - overlap, and so on",
    options: ({ number: t }) =>
      y.strictObject({
        overlap: t("A score falls when the overlap with a better segment is at least this", {
          above: 0,
          max: 1,
        }),
        length: Z,
      }),
  };
  var Or = N(Er, ({ overlap: t, length: e }) => (n, r) => _e(n, Q(e, r), (o) => o >= t ? 1 - o : 1));
  var Tr = {
    kind: "soft_nms_once",
    summary:
      "Soft suppression per class where a score falls once: the best segment is taken, others that overlap it enough go to the end with their scores multiplied by exp(-overlap^2 / sigma), and so on",
    options: ({ number: t }) =>
      y.strictObject({
        overlap: t("A segment goes to the end when its overlap with a better one is at least this", {
          above: 0,
          max: 1,
        }),
        sigma: t("Width of the Gaussian: the smaller, the less of a score stays", { above: 0 }),
        length: Z,
      }),
  };
  var Ir = N(Tr, ({ overlap: t, sigma: e, length: n }) => (r, o) => {
    let i = Q(n, o), s = ot(r, [...D(r.scores)]), a = new Uint8Array(s.scores.length), f = [], u = [];
    for (let c = 0; c < a.length; c++) {
      if (a[c]) continue;
      f.push(c);
      let m = Qt(s, c);
      for (let l = c + 1; l < a.length; l++) {
        if (a[l]) continue;
        let h = Jt(m, s.starts[l], s.ends[l], i);
        h < t || (a[l] = 1, u.push(l), s.scores[l] *= Math.exp(-(h ** 2) / e));
      }
    }
    return ot(s, [...f, ...u]);
  });
  var Rr = Y(Sr, $r, Or, Ir, Nr);
  var it = { groups: mr, scores: Mr, suppressions: Rr };
  var te = class extends pt {
    name = "NotFinite";
  };
  function _r(t) {
    let [e, n] = [0, 0], r = t.length & -2;
    for (let o = 0; o < r; o += 2) e += t[o] * 0, n += t[o + 1] * 0;
    return r < t.length && (e += t[r] * 0), e + n === 0;
  }
  function Cr(t) {
    let e = 0, n = 1 / 0;
    for (let s of t) s > e && (e = s), s < n && (n = s);
    n = Math.max(0, n);
    let r = Math.fround(e - n), o = r <= 0 ? 1 : r;
    return {
      values: t.map((s) => Math.min(1, Math.max(0, Math.fround(Math.fround(s - n) / o)))),
      flat: r <= 0,
    };
  }
  function Lr(t) {
    let e = new Float64Array(t.length + 1), n = 0;
    for (let r = 0; r < t.length; r++) e[r + 1] = n += t[r];
    return e;
  }
  function jr(t, e) {
    return new Ce(t, e);
  }
  var Ce = class {
    map;
    sums;
    samples;
    constructor(e, n) {
      this.map = e, this.sums = n, this.samples = e.length;
    }
    sumBefore(e) {
      return this.sums[e];
    }
    at(e) {
      return this.map[e];
    }
  };
  function Ur(t, e, n) {
    return new Pe(t, e, n);
  }
  var Pe = class {
    map;
    sums;
    intervals;
    samples;
    whole;
    constructor(e, n, r) {
      this.map = e, this.sums = n, this.intervals = r;
      let { starts: o, ends: i } = r;
      this.samples = e.length, this.whole = new Float64Array(o.length + 1);
      for (let s = 0; s < o.length; s++) this.whole[s + 1] = this.whole[s] + n[i[s] + 1] - n[o[s]];
    }
    sumBefore(e) {
      let { whole: n, sums: r, intervals: { starts: o, ends: i } } = this, s = Pr(i, e);
      return s < o.length && o[s] < e ? n[s] + r[e] - r[o[s]] : n[s];
    }
    at(e) {
      let { starts: n, ends: r } = this.intervals, o = Pr(r, e);
      return o < n.length && n[o] <= e ? this.map[e] : 0;
    }
  };
  function qr(t) {
    let [e] = t;
    return t.length === 1 && e.factor === 1 ? e.map : new Le(t);
  }
  var Le = class {
    parts;
    samples;
    constructor(e) {
      this.parts = e, this.samples = e[0].map.samples;
    }
    sumBefore(e) {
      return this.parts.reduce((n, { factor: r, map: o }) => n + r * o.sumBefore(e), 0);
    }
    at(e) {
      return this.parts.reduce((n, { factor: r, map: o }) => n + r * o.at(e), 0);
    }
  };
  function Pr(t, e) {
    let [n, r] = [0, t.length];
    for (; n < r;) {
      let o = n + r >>> 1;
      t[o] < e ? n = o + 1 : r = o;
    }
    return n;
  }
  function Dr(t, e, n) {
    let r = t.length, o = new Float64Array(e * r);
    if (r === 1) return o.fill(t[0]);
    let i = 1 / e, s = 1, a = Math.fround(t[1] - t[0]);
    for (let f = 0; f < o.length; f++) {
      let u = n === "hold" ? Math.min(f * i, r - 1) : f * i;
      u > s && s < r - 1 && (s++, a = Math.fround(t[s] - t[s - 1])), o[f] = a * (u - (s - 1)) + t[s - 1];
    }
    return o;
  }
  function zr({ stride: t, fps: e, length: n }, r, o) {
    return t * n / (o * r * e);
  }
  function Fr(t, { normalize: e, upsample: n, tail: r }) {
    let o = 0,
      i = (a) => {
        let f = je(t, (m, l) => {
            let h = Ki(t.get(m), l);
            if (a === "none") return h;
            let { values: p, flat: d } = Cr(h);
            return d && o++, p;
          }),
          u = je(t, (m, l) => Dr(f(m, l), n, r)),
          c = je(t, (m, l) => Lr(u(m, l)));
        return { normalized: f, upsampled: u, sums: c };
      },
      s = { minmax: i("minmax"), none: i("none") };
    return {
      normalized: (a, f, u = e) => s[u].normalized(a, f),
      upsampled: (a, f, u = e) => s[u].upsampled(a, f),
      sums: (a, f, u = e) => s[u].sums(a, f),
      flatMaps: () => o,
    };
  }
  function Ki({ shape: t, data: e }, n) {
    if (t.length === 1) return e;
    let [r, o] = t, i = new Float32Array(r);
    for (let s = 0; s < r; s++) i[s] = e[s * o + n];
    return i;
  }
  function je(t, e) {
    let n = new Map();
    return (r, o) => {
      let i = t.get(r).shape.length === 1 ? r : `${r} ${o}`;
      return n.has(i) || n.set(i, e(r, o)), n.get(i);
    };
  }
  function Gr(t, { proposals: e, score: n }, r = it) {
    let { maps: o, classIndex: i, videoScore: s, secondsPerSample: a, begin: f = 0 } = t,
      u = { scores: [], starts: [], ends: [] };
    for (let c of Object.values(e)) {
      let { group_on: m, min_length: l, extend: h = 0, normalize: p } = c,
        d = B(r.groups, c)(o.upsampled(m, i, p)),
        x = B(r.scores, c.score ?? n),
        w = Oe(c).map(([M, k]) => {
          let A = M === Ee, S = A ? m : M, v = o.upsampled(S, i, p), O = o.sums(S, i, p);
          return { factor: k, isCut: A, values: v, sums: O, whole: jr(v, O) };
        });
      for (let { intervals: { starts: M, ends: k }, counted: A } of d) {
        if (M.length === 1 && k[0] === 0) continue;
        let S = qr(
          w.map(({ factor: v, isCut: O, values: U, sums: q, whole: ct }) => ({
            factor: v,
            map: O ? Ur(U, q, A) : ct,
          })),
        );
        for (let v = 0; v < M.length; v++) {
          let [O, U] = [M[v], k[v]], q = f + (U + 1 + h) * a;
          U - O + 1 < l || q <= 0 ||
            (u.scores.push(x(S, O, U, s)), u.starts.push(Math.max(0, f + O * a)), u.ends.push(q));
        }
      }
    }
    return u;
  }
  function Hr(t, { threshold: e, strict: n, fallback: r }) {
    let o = Array.from(t), i = Math.fround(e), s = o.flatMap((a, f) => a > i || a === i && !n ? [f] : []);
    return s.length > 0 || r === "none" ? s : [o.indexOf(Math.max(...o))];
  }
  function Br({ classes: t, proposals: e }) {
    return [t.from, ...Qn(e)];
  }
  function Wr(
    [t, { classes: e, proposals: n, suppress: r }],
    { signals: o, secondsPerSnippet: i, ...s },
    a,
    f = it,
  ) {
    let u = o.get(e.from).data,
      c = Hr(u, e),
      m = r && B(f.suppressions, r),
      l = c.map((h) => {
        let p = { ...s, classIndex: h, videoScore: u[h] };
        return [h, Gr(p, { proposals: n, score: a }, f)];
      });
    return {
      name: t,
      classes: c,
      proposals: new Map(l),
      kept: new Map(l.map(([h, p]) => [h, m ? m(p, i) : p])),
    };
  }
  function Vr(t) {
    let [e, ...n] = t;
    return n.length === 0 ? [...e] : [...new Set(t.flat())].sort((r, o) => r - o);
  }
  function Ue(t) {
    let [e, ...n] = t;
    if (e && n.length === 0) return e;
    let r = (o) => t.flatMap((i) => i[o]);
    return { scores: r("scores"), starts: r("starts"), ends: r("ends") };
  }
  function Yr(t, e, { suppress: n, keepsAlone: r, secondsPerSnippet: o }) {
    let s = t.flatMap((f) => f.kept.get(e) ?? []).filter(({ scores: f }) => f.length > 0), a = Ue(s);
    return r && s.length === 1 ? a : n(a, o);
  }
  function Kr({ signals: t, secondsPerSample: e, begin: n }, r, o = it) {
    let i = K(r);
    for (let p of new Set(i.flatMap(([, d]) => Br(d)))) Zi(t, p);
    let s = Fr(t, r),
      a = e * r.upsample,
      f = { signals: t, maps: s, secondsPerSample: e, secondsPerSnippet: a, begin: n },
      u = i.map((p) => Wr(p, f, r.score, o)),
      c = { suppress: B(o.suppressions, r.suppress), keepsAlone: r.alone === "keep", secondsPerSnippet: a },
      m = Vr(u.map((p) => p.classes)),
      l = (r.shortest ?? 0) * a * (1 - 1e-9),
      h = m.flatMap((p) => Xr(p, Yr(u, p, c))).filter(({ start: p, end: d }) => d - p >= l);
    return {
      classes: m,
      normalized: s.normalized,
      upsampled: s.upsampled,
      get proposals() {
        return Zr(m, (p) => Ue(u.flatMap((d) => d.proposals.get(p) ?? [])));
      },
      segments: h,
      get streams() {
        let p = u.filter(({ name: d }) => d !== "");
        return new Map(p.map((d) => [d.name, Xi(d)]));
      },
      flatMaps: s.flatMaps(),
    };
  }
  function Xi({ classes: t, proposals: e, kept: n }) {
    return { classes: t, proposals: Zr(t, (r) => e.get(r)), segments: t.flatMap((r) => Xr(r, n.get(r))) };
  }
  function Xr(t, { scores: e, starts: n, ends: r }) {
    return e.map((o, i) => ({ classIndex: t, score: o, start: n[i], end: r[i] }));
  }
  function Zr(t, e) {
    return new Map(t.map((n) => {
      let r = e(n);
      return [n, r.scores.map((o, i) => Qt(r, i))];
    }));
  }
  function Zi(t, e) {
    let n = t.get(e);
    if (!n) throw new pt(`Signal "${e}" was not computed`);
    let { data: r } = n;
    if (!_r(r)) {
      throw new te(
        `Signal "${e}" is not finite`,
        "look at its formula and at the features of the video, or lower training.optimizer.rate in a new run",
      );
    }
  }
  function Qr(t, e, { inference: n, classes: r, minScore: o = -1 / 0 }) {
    let i = zr(t, t.rows, n.upsample), s = Kr({ signals: e, secondsPerSample: i, begin: t.begin }, n);
    return ir({ video: t, localization: s }, r).filter(({ score: a }) => a >= o);
  }
  function Jr(t, e, n) {
    let { map: r, averages: o } = Wt(Bt(t, e, n, Ht), n);
    return { map: r, averages: o, segments: e.length };
  }
  function to({ videos: t, ambiguous: e, ...n }) {
    return { ...n, videos: new Map(t), ...e.length > 0 && { ambiguous: new Map(e) } };
  }
  var Qi = new Set(["br", "col", "hr", "img", "input", "link", "meta"]),
    Ji = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  function eo(t) {
    return ke(
      t.toWellFormed(),
      `\r
`,
    ).replace(/[\ufffe\uffff]/g, "\uFFFD").replace(/[&<>"']/g, (e) => Ji[e]);
  }
  function no(t, e, ...n) {
    let r = Object.entries(e).filter((o) => o[1] !== void 0).map(([o, i]) => ` ${o}="${eo(ts(t, o, i))}"`)
      .join("");
    return { markup: Qi.has(t) ? `<${t}${r}>` : `<${t}${r}>${dt(n)}</${t}>` };
  }
  function dt(t) {
    return t === void 0 || t === !1
      ? ""
      : typeof t == "string"
      ? eo(t)
      : "markup" in t
      ? t.markup
      : t.map(dt).join("");
  }
  function ts(t, e, n) {
    if (typeof n == "string") return n;
    if (!Number.isFinite(n)) throw new RangeError(`Attribute ${e} of <${t}> is ${n}`);
    return String(Math.round(n * 100) / 100);
  }
  function E(t, e, ...n) {
    let { markup: r } = no(t, e, ...n);
    return { markup: dt(n) === "" ? `${r.slice(0, -`></${t}>`.length)}/>` : r };
  }
  function qe(t, e, ...n) {
    return E(
      "g",
      { transform: `translate(${Math.round(t * 100) / 100} ${Math.round(e * 100) / 100})` },
      ...n,
    );
  }
  var gt = 152;
  function De(t) {
    return t === void 0 ? "--c:var(--ink)" : `--c:var(--c${t})`;
  }
  var es = 14;
  function ro(t, e) {
    let n = e === void 0 ? ve(t, gt - 8, es) : t;
    return {
      height: 18,
      gutter: [
        E("text", { class: "heading", x: 0, y: 13 }, n !== t && E("title", {}, t), n),
        e && E("text", { class: "note", x: gt - 8, y: 13, "text-anchor": "end" }, e),
      ],
      plot: void 0,
    };
  }
  function oo(t, e) {
    return { height: 16, gutter: void 0, plot: E("text", { class: "note", x: e, y: 12 }, t) };
  }
  function io(t, e, n, r = gt - 8) {
    let o = n === void 0 ? 0 : 13,
      i = ve(t, r - o, 11.5),
      s = [
        n !== void 0 && E("rect", { class: "swatch", style: De(n), x: 0, y: e - 4, width: 8, height: 8 }),
        E("text", { class: "name", x: o, y: e + 4 }, i),
      ];
    return i === t ? s : E("g", {}, E("title", {}, t), s);
  }
  function so(t) {
    let e = [], n = [], r = 0;
    for (let o of t) {
      o.gutter !== void 0 && e.push(qe(0, r, o.gutter)),
        o.plot !== void 0 && n.push(qe(0, r, o.plot)),
        r += o.height;
    }
    return { height: r, gutter: e, plot: n };
  }
  function $t(t, e) {
    return t == null || e == null ? NaN : t < e ? -1 : t > e ? 1 : t >= e ? 0 : NaN;
  }
  function ns(t, e) {
    return t == null || e == null ? NaN : e < t ? -1 : e > t ? 1 : e >= t ? 0 : NaN;
  }
  function ze(t) {
    let e, n, r;
    t.length !== 2
      ? (e = $t, n = (a, f) => $t(t(a), f), r = (a, f) => t(a) - f)
      : (e = t === $t || t === ns ? t : rs, n = t, r = t);
    function o(a, f, u = 0, c = a.length) {
      if (u < c) {
        if (e(f, f) !== 0) return c;
        do {
          let m = u + c >>> 1;
          n(a[m], f) < 0 ? u = m + 1 : c = m;
        } while (u < c);
      }
      return u;
    }
    function i(a, f, u = 0, c = a.length) {
      if (u < c) {
        if (e(f, f) !== 0) return c;
        do {
          let m = u + c >>> 1;
          n(a[m], f) <= 0 ? u = m + 1 : c = m;
        } while (u < c);
      }
      return u;
    }
    function s(a, f, u = 0, c = a.length) {
      let m = o(a, f, u, c - 1);
      return m > u && r(a[m - 1], f) > -r(a[m], f) ? m - 1 : m;
    }
    return { left: o, center: s, right: i };
  }
  function rs() {
    return 0;
  }
  function os(t) {
    return t === null ? NaN : +t;
  }
  var ao = ze($t), uo = ao.right, Lh = ao.left, jh = ze(os).center;
  var Uh = fo(co), qh = fo(is);
  function fo(t) {
    return function (e, n, r = n) {
      if (!((n = +n) >= 0)) throw new RangeError("invalid rx");
      if (!((r = +r) >= 0)) throw new RangeError("invalid ry");
      let { data: o, width: i, height: s } = e;
      if (!((i = Math.floor(i)) >= 0)) throw new RangeError("invalid width");
      if (!((s = Math.floor(s !== void 0 ? s : o.length / i)) >= 0)) throw new RangeError("invalid height");
      if (!i || !s || !n && !r) return e;
      let a = n && t(n), f = r && t(r), u = o.slice();
      return a && f
        ? (xt(a, u, o, i, s),
          xt(a, o, u, i, s),
          xt(a, u, o, i, s),
          wt(f, o, u, i, s),
          wt(f, u, o, i, s),
          wt(f, o, u, i, s))
        : a
        ? (xt(a, o, u, i, s), xt(a, u, o, i, s), xt(a, o, u, i, s))
        : f && (wt(f, o, u, i, s), wt(f, u, o, i, s), wt(f, o, u, i, s)),
        e;
    };
  }
  function xt(t, e, n, r, o) {
    for (let i = 0, s = r * o; i < s;) t(e, n, i, i += r, 1);
  }
  function wt(t, e, n, r, o) {
    for (let i = 0, s = r * o; i < r; ++i) t(e, n, i, i + s, r);
  }
  function is(t) {
    let e = co(t);
    return (n, r, o, i, s) => {
      o <<= 2,
        i <<= 2,
        s <<= 2,
        e(n, r, o + 0, i + 0, s),
        e(n, r, o + 1, i + 1, s),
        e(n, r, o + 2, i + 2, s),
        e(n, r, o + 3, i + 3, s);
    };
  }
  function co(t) {
    let e = Math.floor(t);
    if (e === t) return ss(t);
    let n = t - e, r = 2 * t + 1;
    return (o, i, s, a, f) => {
      if (!((a -= f) >= s)) return;
      let u = e * i[s], c = f * e, m = c + f;
      for (let l = s, h = s + c; l < h; l += f) u += i[Math.min(a, l)];
      for (let l = s, h = a; l <= h; l += f) {
        u += i[Math.min(a, l + c)],
          o[l] = (u + n * (i[Math.max(s, l - m)] + i[Math.min(a, l + m)])) / r,
          u -= i[Math.max(s, l - c)];
      }
    };
  }
  function ss(t) {
    let e = 2 * t + 1;
    return (n, r, o, i, s) => {
      if (!((i -= s) >= o)) return;
      let a = t * r[o], f = s * t;
      for (let u = o, c = o + f; u < c; u += s) a += r[Math.min(i, u)];
      for (let u = o, c = i; u <= c; u += s) {
        a += r[Math.min(i, u + f)], n[u] = a / e, a -= r[Math.max(o, u - f)];
      }
    };
  }
  function Fe(t, e) {
    let n, r;
    if (e === void 0) {
      for (let o of t) {
        o != null && (n === void 0 ? o >= o && (n = r = o) : (n > o && (n = o), r < o && (r = o)));
      }
    } else {
      let o = -1;
      for (let i of t) {
        (i = e(i, ++o, t)) != null &&
          (n === void 0 ? i >= i && (n = r = i) : (n > i && (n = i), r < i && (r = i)));
      }
    }
    return [n, r];
  }
  var as = Array.prototype, Dh = as.slice;
  var us = Math.sqrt(50), fs = Math.sqrt(10), cs = Math.sqrt(2);
  function ee(t, e, n) {
    let r = (e - t) / Math.max(0, n),
      o = Math.floor(Math.log10(r)),
      i = r / Math.pow(10, o),
      s = i >= us ? 10 : i >= fs ? 5 : i >= cs ? 2 : 1,
      a,
      f,
      u;
    return o < 0
      ? (u = Math.pow(10, -o) / s,
        a = Math.round(t * u),
        f = Math.round(e * u),
        a / u < t && ++a,
        f / u > e && --f,
        u = -u)
      : (u = Math.pow(10, o) * s,
        a = Math.round(t / u),
        f = Math.round(e / u),
        a * u < t && ++a,
        f * u > e && --f),
      f < a && .5 <= n && n < 2 ? ee(t, e, n * 2) : [a, f, u];
  }
  function Ge(t, e, n) {
    if (e = +e, t = +t, n = +n, !(n > 0)) return [];
    if (t === e) return [t];
    let r = e < t, [o, i, s] = r ? ee(e, t, n) : ee(t, e, n);
    if (!(i >= o)) return [];
    let a = i - o + 1, f = new Array(a);
    if (r) {
      if (s < 0) { for (let u = 0; u < a; ++u) f[u] = (i - u) / -s; }
      else for (let u = 0; u < a; ++u) f[u] = (i - u) * s;
    } else if (s < 0) { for (let u = 0; u < a; ++u) f[u] = (o + u) / -s; }
    else for (let u = 0; u < a; ++u) f[u] = (o + u) * s;
    return f;
  }
  function ne(t, e, n) {
    return e = +e, t = +t, n = +n, ee(t, e, n)[2];
  }
  function lo(t, e, n) {
    e = +e, t = +t, n = +n;
    let r = e < t, o = r ? ne(e, t, n) : ne(t, e, n);
    return (r ? -1 : 1) * (o < 0 ? 1 / -o : o);
  }
  function re(t, e, n) {
    t = +t, e = +e, n = (o = arguments.length) < 2 ? (e = t, t = 0, 1) : o < 3 ? 1 : +n;
    for (var r = -1, o = Math.max(0, Math.ceil((e - t) / n)) | 0, i = new Array(o); ++r < o;) {
      i[r] = t + r * n;
    }
    return i;
  }
  var zh = ls(Math.random);
  function ls(t) {
    return function (n, r = 0, o = n.length) {
      let i = o - (r = +r);
      for (; i;) {
        let s = t() * i-- | 0, a = n[i + r];
        n[i + r] = n[s + r], n[s + r] = a;
      }
      return n;
    };
  }
  function vt(t, e, n) {
    t.prototype = e.prototype = n, n.constructor = t;
  }
  function Tt(t, e) {
    var n = Object.create(t.prototype);
    for (var r in e) n[r] = e[r];
    return n;
  }
  function J() {}
  var ft = .7,
    Mt = 1 / ft,
    yt = "\\s*([+-]?\\d+)\\s*",
    Et = "\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)\\s*",
    F = "\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)%\\s*",
    ms = /^#([0-9a-f]{3,8})$/,
    hs = new RegExp(`^rgb\\(${yt},${yt},${yt}\\)$`),
    ps = new RegExp(`^rgb\\(${F},${F},${F}\\)$`),
    ds = new RegExp(`^rgba\\(${yt},${yt},${yt},${Et}\\)$`),
    gs = new RegExp(`^rgba\\(${F},${F},${F},${Et}\\)$`),
    xs = new RegExp(`^hsl\\(${Et},${F},${F}\\)$`),
    ws = new RegExp(`^hsla\\(${Et},${F},${F},${Et}\\)$`),
    mo = {
      aliceblue: 15792383,
      antiquewhite: 16444375,
      aqua: 65535,
      aquamarine: 8388564,
      azure: 15794175,
      beige: 16119260,
      bisque: 16770244,
      black: 0,
      blanchedalmond: 16772045,
      blue: 255,
      blueviolet: 9055202,
      brown: 10824234,
      burlywood: 14596231,
      cadetblue: 6266528,
      chartreuse: 8388352,
      chocolate: 13789470,
      coral: 16744272,
      cornflowerblue: 6591981,
      cornsilk: 16775388,
      crimson: 14423100,
      cyan: 65535,
      darkblue: 139,
      darkcyan: 35723,
      darkgoldenrod: 12092939,
      darkgray: 11119017,
      darkgreen: 25600,
      darkgrey: 11119017,
      darkkhaki: 12433259,
      darkmagenta: 9109643,
      darkolivegreen: 5597999,
      darkorange: 16747520,
      darkorchid: 10040012,
      darkred: 9109504,
      darksalmon: 15308410,
      darkseagreen: 9419919,
      darkslateblue: 4734347,
      darkslategray: 3100495,
      darkslategrey: 3100495,
      darkturquoise: 52945,
      darkviolet: 9699539,
      deeppink: 16716947,
      deepskyblue: 49151,
      dimgray: 6908265,
      dimgrey: 6908265,
      dodgerblue: 2003199,
      firebrick: 11674146,
      floralwhite: 16775920,
      forestgreen: 2263842,
      fuchsia: 16711935,
      gainsboro: 14474460,
      ghostwhite: 16316671,
      gold: 16766720,
      goldenrod: 14329120,
      gray: 8421504,
      green: 32768,
      greenyellow: 11403055,
      grey: 8421504,
      honeydew: 15794160,
      hotpink: 16738740,
      indianred: 13458524,
      indigo: 4915330,
      ivory: 16777200,
      khaki: 15787660,
      lavender: 15132410,
      lavenderblush: 16773365,
      lawngreen: 8190976,
      lemonchiffon: 16775885,
      lightblue: 11393254,
      lightcoral: 15761536,
      lightcyan: 14745599,
      lightgoldenrodyellow: 16448210,
      lightgray: 13882323,
      lightgreen: 9498256,
      lightgrey: 13882323,
      lightpink: 16758465,
      lightsalmon: 16752762,
      lightseagreen: 2142890,
      lightskyblue: 8900346,
      lightslategray: 7833753,
      lightslategrey: 7833753,
      lightsteelblue: 11584734,
      lightyellow: 16777184,
      lime: 65280,
      limegreen: 3329330,
      linen: 16445670,
      magenta: 16711935,
      maroon: 8388608,
      mediumaquamarine: 6737322,
      mediumblue: 205,
      mediumorchid: 12211667,
      mediumpurple: 9662683,
      mediumseagreen: 3978097,
      mediumslateblue: 8087790,
      mediumspringgreen: 64154,
      mediumturquoise: 4772300,
      mediumvioletred: 13047173,
      midnightblue: 1644912,
      mintcream: 16121850,
      mistyrose: 16770273,
      moccasin: 16770229,
      navajowhite: 16768685,
      navy: 128,
      oldlace: 16643558,
      olive: 8421376,
      olivedrab: 7048739,
      orange: 16753920,
      orangered: 16729344,
      orchid: 14315734,
      palegoldenrod: 15657130,
      palegreen: 10025880,
      paleturquoise: 11529966,
      palevioletred: 14381203,
      papayawhip: 16773077,
      peachpuff: 16767673,
      peru: 13468991,
      pink: 16761035,
      plum: 14524637,
      powderblue: 11591910,
      purple: 8388736,
      rebeccapurple: 6697881,
      red: 16711680,
      rosybrown: 12357519,
      royalblue: 4286945,
      saddlebrown: 9127187,
      salmon: 16416882,
      sandybrown: 16032864,
      seagreen: 3050327,
      seashell: 16774638,
      sienna: 10506797,
      silver: 12632256,
      skyblue: 8900331,
      slateblue: 6970061,
      slategray: 7372944,
      slategrey: 7372944,
      snow: 16775930,
      springgreen: 65407,
      steelblue: 4620980,
      tan: 13808780,
      teal: 32896,
      thistle: 14204888,
      tomato: 16737095,
      turquoise: 4251856,
      violet: 15631086,
      wheat: 16113331,
      white: 16777215,
      whitesmoke: 16119285,
      yellow: 16776960,
      yellowgreen: 10145074,
    };
  vt(J, St, {
    copy(t) {
      return Object.assign(new this.constructor(), this, t);
    },
    displayable() {
      return this.rgb().displayable();
    },
    hex: ho,
    formatHex: ho,
    formatHex8: ys,
    formatHsl: bs,
    formatRgb: po,
    toString: po,
  });
  function ho() {
    return this.rgb().formatHex();
  }
  function ys() {
    return this.rgb().formatHex8();
  }
  function bs() {
    return ko(this).formatHsl();
  }
  function po() {
    return this.rgb().formatRgb();
  }
  function St(t) {
    var e, n;
    return t = (t + "").trim().toLowerCase(),
      (e = ms.exec(t))
        ? (n = e[1].length,
          e = parseInt(e[1], 16),
          n === 6
            ? go(e)
            : n === 3
            ? new $(e >> 8 & 15 | e >> 4 & 240, e >> 4 & 15 | e & 240, (e & 15) << 4 | e & 15, 1)
            : n === 8
            ? oe(e >> 24 & 255, e >> 16 & 255, e >> 8 & 255, (e & 255) / 255)
            : n === 4
            ? oe(
              e >> 12 & 15 | e >> 8 & 240,
              e >> 8 & 15 | e >> 4 & 240,
              e >> 4 & 15 | e & 240,
              ((e & 15) << 4 | e & 15) / 255,
            )
            : null)
        : (e = hs.exec(t))
        ? new $(e[1], e[2], e[3], 1)
        : (e = ps.exec(t))
        ? new $(e[1] * 255 / 100, e[2] * 255 / 100, e[3] * 255 / 100, 1)
        : (e = ds.exec(t))
        ? oe(e[1], e[2], e[3], e[4])
        : (e = gs.exec(t))
        ? oe(e[1] * 255 / 100, e[2] * 255 / 100, e[3] * 255 / 100, e[4])
        : (e = xs.exec(t))
        ? yo(e[1], e[2] / 100, e[3] / 100, 1)
        : (e = ws.exec(t))
        ? yo(e[1], e[2] / 100, e[3] / 100, e[4])
        : mo.hasOwnProperty(t)
        ? go(mo[t])
        : t === "transparent"
        ? new $(NaN, NaN, NaN, 0)
        : null;
  }
  function go(t) {
    return new $(t >> 16 & 255, t >> 8 & 255, t & 255, 1);
  }
  function oe(t, e, n, r) {
    return r <= 0 && (t = e = n = NaN), new $(t, e, n, r);
  }
  function Ke(t) {
    return t instanceof J || (t = St(t)), t ? (t = t.rgb(), new $(t.r, t.g, t.b, t.opacity)) : new $();
  }
  function It(t, e, n, r) {
    return arguments.length === 1 ? Ke(t) : new $(t, e, n, r ?? 1);
  }
  function $(t, e, n, r) {
    this.r = +t, this.g = +e, this.b = +n, this.opacity = +r;
  }
  vt(
    $,
    It,
    Tt(J, {
      brighter(t) {
        return t = t == null ? Mt : Math.pow(Mt, t), new $(this.r * t, this.g * t, this.b * t, this.opacity);
      },
      darker(t) {
        return t = t == null ? ft : Math.pow(ft, t), new $(this.r * t, this.g * t, this.b * t, this.opacity);
      },
      rgb() {
        return this;
      },
      clamp() {
        return new $(at(this.r), at(this.g), at(this.b), se(this.opacity));
      },
      displayable() {
        return -.5 <= this.r && this.r < 255.5 && -.5 <= this.g && this.g < 255.5 && -.5 <= this.b &&
          this.b < 255.5 && 0 <= this.opacity && this.opacity <= 1;
      },
      hex: xo,
      formatHex: xo,
      formatHex8: Ms,
      formatRgb: wo,
      toString: wo,
    }),
  );
  function xo() {
    return `#${st(this.r)}${st(this.g)}${st(this.b)}`;
  }
  function Ms() {
    return `#${st(this.r)}${st(this.g)}${st(this.b)}${st((isNaN(this.opacity) ? 1 : this.opacity) * 255)}`;
  }
  function wo() {
    let t = se(this.opacity);
    return `${t === 1 ? "rgb(" : "rgba("}${at(this.r)}, ${at(this.g)}, ${at(this.b)}${
      t === 1 ? ")" : `, ${t})`
    }`;
  }
  function se(t) {
    return isNaN(t) ? 1 : Math.max(0, Math.min(1, t));
  }
  function at(t) {
    return Math.max(0, Math.min(255, Math.round(t) || 0));
  }
  function st(t) {
    return t = at(t), (t < 16 ? "0" : "") + t.toString(16);
  }
  function yo(t, e, n, r) {
    return r <= 0 ? t = e = n = NaN : n <= 0 || n >= 1 ? t = e = NaN : e <= 0 && (t = NaN), new L(t, e, n, r);
  }
  function ko(t) {
    if (t instanceof L) return new L(t.h, t.s, t.l, t.opacity);
    if (t instanceof J || (t = St(t)), !t) return new L();
    if (t instanceof L) return t;
    t = t.rgb();
    var e = t.r / 255,
      n = t.g / 255,
      r = t.b / 255,
      o = Math.min(e, n, r),
      i = Math.max(e, n, r),
      s = NaN,
      a = i - o,
      f = (i + o) / 2;
    return a
      ? (e === i ? s = (n - r) / a + (n < r) * 6 : n === i ? s = (r - e) / a + 2 : s = (e - n) / a + 4,
        a /= f < .5 ? i + o : 2 - i - o,
        s *= 60)
      : a = f > 0 && f < 1 ? 0 : s,
      new L(s, a, f, t.opacity);
  }
  function ue(t, e, n, r) {
    return arguments.length === 1 ? ko(t) : new L(t, e, n, r ?? 1);
  }
  function L(t, e, n, r) {
    this.h = +t, this.s = +e, this.l = +n, this.opacity = +r;
  }
  vt(
    L,
    ue,
    Tt(J, {
      brighter(t) {
        return t = t == null ? Mt : Math.pow(Mt, t), new L(this.h, this.s, this.l * t, this.opacity);
      },
      darker(t) {
        return t = t == null ? ft : Math.pow(ft, t), new L(this.h, this.s, this.l * t, this.opacity);
      },
      rgb() {
        var t = this.h % 360 + (this.h < 0) * 360,
          e = isNaN(t) || isNaN(this.s) ? 0 : this.s,
          n = this.l,
          r = n + (n < .5 ? n : 1 - n) * e,
          o = 2 * n - r;
        return new $(
          He(t >= 240 ? t - 240 : t + 120, o, r),
          He(t, o, r),
          He(t < 120 ? t + 240 : t - 120, o, r),
          this.opacity,
        );
      },
      clamp() {
        return new L(bo(this.h), ie(this.s), ie(this.l), se(this.opacity));
      },
      displayable() {
        return (0 <= this.s && this.s <= 1 || isNaN(this.s)) && 0 <= this.l && this.l <= 1 &&
          0 <= this.opacity && this.opacity <= 1;
      },
      formatHsl() {
        let t = se(this.opacity);
        return `${t === 1 ? "hsl(" : "hsla("}${bo(this.h)}, ${ie(this.s) * 100}%, ${ie(this.l) * 100}%${
          t === 1 ? ")" : `, ${t})`
        }`;
      },
    }),
  );
  function bo(t) {
    return t = (t || 0) % 360, t < 0 ? t + 360 : t;
  }
  function ie(t) {
    return Math.max(0, Math.min(1, t || 0));
  }
  function He(t, e, n) {
    return (t < 60 ? e + (n - e) * t / 60 : t < 180 ? n : t < 240 ? e + (n - e) * (240 - t) / 60 : e) * 255;
  }
  var No = Math.PI / 180,
    Ao = 180 / Math.PI,
    ae = 18,
    $o = .96422,
    Eo = 1,
    Oo = .82521,
    To = 4 / 29,
    bt = 6 / 29,
    Io = 3 * bt * bt,
    vs = bt * bt * bt;
  function Ro(t) {
    if (t instanceof G) return new G(t.l, t.a, t.b, t.opacity);
    if (t instanceof W) return Co(t);
    t instanceof $ || (t = Ke(t));
    var e = Ye(t.r),
      n = Ye(t.g),
      r = Ye(t.b),
      o = Be((.2225045 * e + .7168786 * n + .0606169 * r) / Eo),
      i,
      s;
    return e === n && n === r
      ? i = s = o
      : (i = Be((.4360747 * e + .3850649 * n + .1430804 * r) / $o),
        s = Be((.0139322 * e + .0971045 * n + .7141733 * r) / Oo)),
      new G(116 * o - 16, 500 * (i - o), 200 * (o - s), t.opacity);
  }
  function _o(t, e, n, r) {
    return arguments.length === 1 ? Ro(t) : new G(t, e, n, r ?? 1);
  }
  function G(t, e, n, r) {
    this.l = +t, this.a = +e, this.b = +n, this.opacity = +r;
  }
  vt(
    G,
    _o,
    Tt(J, {
      brighter(t) {
        return new G(this.l + ae * (t ?? 1), this.a, this.b, this.opacity);
      },
      darker(t) {
        return new G(this.l - ae * (t ?? 1), this.a, this.b, this.opacity);
      },
      rgb() {
        var t = (this.l + 16) / 116,
          e = isNaN(this.a) ? t : t + this.a / 500,
          n = isNaN(this.b) ? t : t - this.b / 200;
        return e = $o * We(e),
          t = Eo * We(t),
          n = Oo * We(n),
          new $(
            Ve(3.1338561 * e - 1.6168667 * t - .4906146 * n),
            Ve(-.9787684 * e + 1.9161415 * t + .033454 * n),
            Ve(.0719453 * e - .2289914 * t + 1.4052427 * n),
            this.opacity,
          );
      },
    }),
  );
  function Be(t) {
    return t > vs ? Math.pow(t, 1 / 3) : t / Io + To;
  }
  function We(t) {
    return t > bt ? t * t * t : Io * (t - To);
  }
  function Ve(t) {
    return 255 * (t <= .0031308 ? 12.92 * t : 1.055 * Math.pow(t, 1 / 2.4) - .055);
  }
  function Ye(t) {
    return (t /= 255) <= .04045 ? t / 12.92 : Math.pow((t + .055) / 1.055, 2.4);
  }
  function Ss(t) {
    if (t instanceof W) return new W(t.h, t.c, t.l, t.opacity);
    if (t instanceof G || (t = Ro(t)), t.a === 0 && t.b === 0) {
      return new W(NaN, 0 < t.l && t.l < 100 ? 0 : NaN, t.l, t.opacity);
    }
    var e = Math.atan2(t.b, t.a) * Ao;
    return new W(e < 0 ? e + 360 : e, Math.sqrt(t.a * t.a + t.b * t.b), t.l, t.opacity);
  }
  function fe(t, e, n, r) {
    return arguments.length === 1 ? Ss(t) : new W(t, e, n, r ?? 1);
  }
  function W(t, e, n, r) {
    this.h = +t, this.c = +e, this.l = +n, this.opacity = +r;
  }
  function Co(t) {
    if (isNaN(t.h)) return new G(t.l, 0, 0, t.opacity);
    var e = t.h * No;
    return new G(t.l, Math.cos(e) * t.c, Math.sin(e) * t.c, t.opacity);
  }
  vt(
    W,
    fe,
    Tt(J, {
      brighter(t) {
        return new W(this.h, this.c, this.l + ae * (t ?? 1), this.opacity);
      },
      darker(t) {
        return new W(this.h, this.c, this.l - ae * (t ?? 1), this.opacity);
      },
      rgb() {
        return Co(this).rgb();
      },
    }),
  );
  var Po = -.14861,
    Xe = 1.78277,
    Ze = -.29227,
    ce = -.90649,
    Ot = 1.97294,
    Mo = Ot * ce,
    vo = Ot * Xe,
    So = Xe * Ze - ce * Po;
  function ks(t) {
    if (t instanceof ut) return new ut(t.h, t.s, t.l, t.opacity);
    t instanceof $ || (t = Ke(t));
    var e = t.r / 255,
      n = t.g / 255,
      r = t.b / 255,
      o = (So * r + Mo * e - vo * n) / (So + Mo - vo),
      i = r - o,
      s = (Ot * (n - o) - Ze * i) / ce,
      a = Math.sqrt(s * s + i * i) / (Ot * o * (1 - o)),
      f = a ? Math.atan2(s, i) * Ao - 120 : NaN;
    return new ut(f < 0 ? f + 360 : f, a, o, t.opacity);
  }
  function le(t, e, n, r) {
    return arguments.length === 1 ? ks(t) : new ut(t, e, n, r ?? 1);
  }
  function ut(t, e, n, r) {
    this.h = +t, this.s = +e, this.l = +n, this.opacity = +r;
  }
  vt(
    ut,
    le,
    Tt(J, {
      brighter(t) {
        return t = t == null ? Mt : Math.pow(Mt, t), new ut(this.h, this.s, this.l * t, this.opacity);
      },
      darker(t) {
        return t = t == null ? ft : Math.pow(ft, t), new ut(this.h, this.s, this.l * t, this.opacity);
      },
      rgb() {
        var t = isNaN(this.h) ? 0 : (this.h + 120) * No,
          e = +this.l,
          n = isNaN(this.s) ? 0 : this.s * e * (1 - e),
          r = Math.cos(t),
          o = Math.sin(t);
        return new $(
          255 * (e + n * (Po * r + Xe * o)),
          255 * (e + n * (Ze * r + ce * o)),
          255 * (e + n * (Ot * r)),
          this.opacity,
        );
      },
    }),
  );
  function qo(t, e, n, r, o) {
    var i = t * t, s = i * t;
    return ((1 - 3 * t + 3 * i - s) * e + (4 - 6 * i + 3 * s) * n + (1 + 3 * t + 3 * i - 3 * s) * r + s * o) /
      6;
  }
  function Ns(t) {
    var e = t.length - 1;
    return function (n) {
      var r = n <= 0 ? n = 0 : n >= 1 ? (n = 1, e - 1) : Math.floor(n * e),
        o = t[r],
        i = t[r + 1],
        s = r > 0 ? t[r - 1] : 2 * o - i,
        a = r < e - 1 ? t[r + 2] : 2 * i - o;
      return qo((n - r / e) * e, s, o, i, a);
    };
  }
  function As(t) {
    var e = t.length;
    return function (n) {
      var r = Math.floor(((n %= 1) < 0 ? ++n : n) * e),
        o = t[(r + e - 1) % e],
        i = t[r % e],
        s = t[(r + 1) % e],
        a = t[(r + 2) % e];
      return qo((n - r / e) * e, o, i, s, a);
    };
  }
  var he = (t) => () => t;
  function Do(t, e) {
    return function (n) {
      return t + n * e;
    };
  }
  function $s(t, e, n) {
    return t = Math.pow(t, n), e = Math.pow(e, n) - t, n = 1 / n, function (r) {
      return Math.pow(t + r * e, n);
    };
  }
  function en(t, e) {
    var n = e - t;
    return n ? Do(t, n > 180 || n < -180 ? n - 360 * Math.round(n / 360) : n) : he(isNaN(t) ? e : t);
  }
  function Es(t) {
    return (t = +t) == 1 ? R : function (e, n) {
      return n - e ? $s(e, n, t) : he(isNaN(e) ? n : e);
    };
  }
  function R(t, e) {
    var n = e - t;
    return n ? Do(t, n) : he(isNaN(t) ? e : t);
  }
  var Lo = function t(e) {
    var n = Es(e);
    function r(o, i) {
      var s = n((o = It(o)).r, (i = It(i)).r), a = n(o.g, i.g), f = n(o.b, i.b), u = R(o.opacity, i.opacity);
      return function (c) {
        return o.r = s(c), o.g = a(c), o.b = f(c), o.opacity = u(c), o + "";
      };
    }
    return r.gamma = t, r;
  }(1);
  function zo(t) {
    return function (e) {
      var n = e.length, r = new Array(n), o = new Array(n), i = new Array(n), s, a;
      for (s = 0; s < n; ++s) a = It(e[s]), r[s] = a.r || 0, o[s] = a.g || 0, i[s] = a.b || 0;
      return r = t(r), o = t(o), i = t(i), a.opacity = 1, function (f) {
        return a.r = r(f), a.g = o(f), a.b = i(f), a + "";
      };
    };
  }
  var Bh = zo(Ns), Wh = zo(As);
  function Os(t, e) {
    e || (e = []);
    var n = t ? Math.min(e.length, t.length) : 0, r = e.slice(), o;
    return function (i) {
      for (o = 0; o < n; ++o) r[o] = t[o] * (1 - i) + e[o] * i;
      return r;
    };
  }
  function Ts(t) {
    return ArrayBuffer.isView(t) && !(t instanceof DataView);
  }
  function Is(t, e) {
    var n = e ? e.length : 0, r = t ? Math.min(n, t.length) : 0, o = new Array(r), i = new Array(n), s;
    for (s = 0; s < r; ++s) o[s] = pe(t[s], e[s]);
    for (; s < n; ++s) i[s] = e[s];
    return function (a) {
      for (s = 0; s < r; ++s) i[s] = o[s](a);
      return i;
    };
  }
  function Rs(t, e) {
    var n = new Date();
    return t = +t, e = +e, function (r) {
      return n.setTime(t * (1 - r) + e * r), n;
    };
  }
  function j(t, e) {
    return t = +t, e = +e, function (n) {
      return t * (1 - n) + e * n;
    };
  }
  function _s(t, e) {
    var n = {}, r = {}, o;
    (t === null || typeof t != "object") && (t = {}), (e === null || typeof e != "object") && (e = {});
    for (o in e) o in t ? n[o] = pe(t[o], e[o]) : r[o] = e[o];
    return function (i) {
      for (o in n) r[o] = n[o](i);
      return r;
    };
  }
  var Je = /[-+]?(?:\d+\.?\d*|\.?\d+)(?:[eE][-+]?\d+)?/g, Qe = new RegExp(Je.source, "g");
  function Cs(t) {
    return function () {
      return t;
    };
  }
  function Ps(t) {
    return function (e) {
      return t(e) + "";
    };
  }
  function Ls(t, e) {
    var n = Je.lastIndex = Qe.lastIndex = 0, r, o, i, s = -1, a = [], f = [];
    for (t = t + "", e = e + ""; (r = Je.exec(t)) && (o = Qe.exec(e));) {
      (i = o.index) > n && (i = e.slice(n, i), a[s] ? a[s] += i : a[++s] = i),
        (r = r[0]) === (o = o[0])
          ? a[s] ? a[s] += o : a[++s] = o
          : (a[++s] = null, f.push({ i: s, x: j(r, o) })),
        n = Qe.lastIndex;
    }
    return n < e.length && (i = e.slice(n), a[s] ? a[s] += i : a[++s] = i),
      a.length < 2 ? f[0] ? Ps(f[0].x) : Cs(e) : (e = f.length, function (u) {
        for (var c = 0, m; c < e; ++c) a[(m = f[c]).i] = m.x(u);
        return a.join("");
      });
  }
  function pe(t, e) {
    var n = typeof e, r;
    return e == null || n === "boolean"
      ? he(e)
      : (n === "number"
        ? j
        : n === "string"
        ? (r = St(e)) ? (e = r, Lo) : Ls
        : e instanceof St
        ? Lo
        : e instanceof Date
        ? Rs
        : Ts(e)
        ? Os
        : Array.isArray(e)
        ? Is
        : typeof e.valueOf != "function" && typeof e.toString != "function" || isNaN(e)
        ? _s
        : j)(t, e);
  }
  function Fo(t, e) {
    return t = +t, e = +e, function (n) {
      return Math.round(t * (1 - n) + e * n);
    };
  }
  var jo = 180 / Math.PI, tn = { translateX: 0, translateY: 0, rotate: 0, skewX: 0, scaleX: 1, scaleY: 1 };
  function Go(t, e, n, r, o, i) {
    var s, a, f;
    return (s = Math.sqrt(t * t + e * e)) && (t /= s, e /= s),
      (f = t * n + e * r) && (n -= t * f, r -= e * f),
      (a = Math.sqrt(n * n + r * r)) && (n /= a, r /= a, f /= a),
      t * r < e * n && (t = -t, e = -e, f = -f, s = -s),
      {
        translateX: o,
        translateY: i,
        rotate: Math.atan2(e, t) * jo,
        skewX: Math.atan(f) * jo,
        scaleX: s,
        scaleY: a,
      };
  }
  var me;
  function js(t) {
    let e = new (typeof DOMMatrix == "function" ? DOMMatrix : WebKitCSSMatrix)(t + "");
    return e.isIdentity ? tn : Go(e.a, e.b, e.c, e.d, e.e, e.f);
  }
  function Us(t) {
    return t == null ||
        (me || (me = document.createElementNS("http://www.w3.org/2000/svg", "g")),
          me.setAttribute("transform", t),
          !(t = me.transform.baseVal.consolidate()))
      ? tn
      : (t = t.matrix, Go(t.a, t.b, t.c, t.d, t.e, t.f));
  }
  function Ho(t, e, n, r) {
    function o(u) {
      return u.length ? u.pop() + " " : "";
    }
    function i(u, c, m, l, h, p) {
      if (u !== m || c !== l) {
        var d = h.push("translate(", null, e, null, n);
        p.push({ i: d - 4, x: j(u, m) }, { i: d - 2, x: j(c, l) });
      } else (m || l) && h.push("translate(" + m + e + l + n);
    }
    function s(u, c, m, l) {
      u !== c
        ? (u - c > 180 ? c += 360 : c - u > 180 && (u += 360),
          l.push({ i: m.push(o(m) + "rotate(", null, r) - 2, x: j(u, c) }))
        : c && m.push(o(m) + "rotate(" + c + r);
    }
    function a(u, c, m, l) {
      u !== c
        ? l.push({ i: m.push(o(m) + "skewX(", null, r) - 2, x: j(u, c) })
        : c && m.push(o(m) + "skewX(" + c + r);
    }
    function f(u, c, m, l, h, p) {
      if (u !== m || c !== l) {
        var d = h.push(o(h) + "scale(", null, ",", null, ")");
        p.push({ i: d - 4, x: j(u, m) }, { i: d - 2, x: j(c, l) });
      } else (m !== 1 || l !== 1) && h.push(o(h) + "scale(" + m + "," + l + ")");
    }
    return function (u, c) {
      var m = [], l = [];
      return u = t(u),
        c = t(c),
        i(u.translateX, u.translateY, c.translateX, c.translateY, m, l),
        s(u.rotate, c.rotate, m, l),
        a(u.skewX, c.skewX, m, l),
        f(u.scaleX, u.scaleY, c.scaleX, c.scaleY, m, l),
        u = c = null,
        function (h) {
          for (var p = -1, d = l.length, x; ++p < d;) m[(x = l[p]).i] = x.x(h);
          return m.join("");
        };
    };
  }
  var Vh = Ho(js, "px, ", "px)", "deg)"), Yh = Ho(Us, ", ", ")", ")"), qs = 1e-12;
  function Uo(t) {
    return ((t = Math.exp(t)) + 1 / t) / 2;
  }
  function Ds(t) {
    return ((t = Math.exp(t)) - 1 / t) / 2;
  }
  function zs(t) {
    return ((t = Math.exp(2 * t)) - 1) / (t + 1);
  }
  var Kh = function t(e, n, r) {
    function o(i, s) {
      var a = i[0],
        f = i[1],
        u = i[2],
        c = s[0],
        m = s[1],
        l = s[2],
        h = c - a,
        p = m - f,
        d = h * h + p * p,
        x,
        w;
      if (d < qs) {
        w = Math.log(l / u) / e,
          x = function (O) {
            return [a + O * h, f + O * p, u * Math.exp(e * O * w)];
          };
      } else {
        var M = Math.sqrt(d),
          k = (l * l - u * u + r * d) / (2 * u * n * M),
          A = (l * l - u * u - r * d) / (2 * l * n * M),
          S = Math.log(Math.sqrt(k * k + 1) - k),
          v = Math.log(Math.sqrt(A * A + 1) - A);
        w = (v - S) / e,
          x = function (O) {
            var U = O * w, q = Uo(S), ct = u / (n * M) * (q * zs(e * U + S) - Ds(S));
            return [a + ct * h, f + ct * p, u * q / Uo(e * U + S)];
          };
      }
      return x.duration = Math.abs(w) * 1e3 * e / Math.SQRT2, x;
    }
    return o.rho = function (i) {
      var s = Math.max(.001, +i), a = s * s, f = a * a;
      return t(s, a, f);
    },
      o;
  }(Math.SQRT2, 2, 4);
  function Bo(t) {
    return function (e, n) {
      var r = t((e = ue(e)).h, (n = ue(n)).h), o = R(e.s, n.s), i = R(e.l, n.l), s = R(e.opacity, n.opacity);
      return function (a) {
        return e.h = r(a), e.s = o(a), e.l = i(a), e.opacity = s(a), e + "";
      };
    };
  }
  var Xh = Bo(en), Zh = Bo(R);
  function Wo(t) {
    return function (e, n) {
      var r = t((e = fe(e)).h, (n = fe(n)).h), o = R(e.c, n.c), i = R(e.l, n.l), s = R(e.opacity, n.opacity);
      return function (a) {
        return e.h = r(a), e.c = o(a), e.l = i(a), e.opacity = s(a), e + "";
      };
    };
  }
  var Qh = Wo(en), Jh = Wo(R);
  function Vo(t) {
    return function e(n) {
      n = +n;
      function r(o, i) {
        var s = t((o = le(o)).h, (i = le(i)).h),
          a = R(o.s, i.s),
          f = R(o.l, i.l),
          u = R(o.opacity, i.opacity);
        return function (c) {
          return o.h = s(c), o.s = a(c), o.l = f(Math.pow(c, n)), o.opacity = u(c), o + "";
        };
      }
      return r.gamma = e, r;
    }(1);
  }
  var tp = Vo(en), ep = Vo(R);
  function Fs(t) {
    return Math.abs(t = Math.round(t)) >= 1e21 ? t.toLocaleString("en").replace(/,/g, "") : t.toString(10);
  }
  function ge(t, e) {
    if (!isFinite(t) || t === 0) return null;
    var n = (t = e ? t.toExponential(e - 1) : t.toExponential()).indexOf("e"), r = t.slice(0, n);
    return [r.length > 1 ? r[0] + r.slice(2) : r, +t.slice(n + 1)];
  }
  function kt(t) {
    return t = ge(Math.abs(t)), t ? t[1] : NaN;
  }
  function Gs(t, e) {
    return function (n, r) {
      for (
        var o = n.length, i = [], s = 0, a = t[0], f = 0;
        o > 0 && a > 0 &&
        (f + a + 1 > r && (a = Math.max(1, r - f)), i.push(n.substring(o -= a, o + a)), !((f += a + 1) > r));
      ) a = t[s = (s + 1) % t.length];
      return i.reverse().join(e);
    };
  }
  function Hs(t) {
    return function (e) {
      return e.replace(/[0-9]/g, function (n) {
        return t[+n];
      });
    };
  }
  var Bs = /^(?:(.)?([<>=^]))?([+\-( ])?([$#])?(0)?(\d+)?(,)?(\.\d+)?(~)?([a-z%])?$/i;
  function Rt(t) {
    if (!(e = Bs.exec(t))) throw new Error("invalid format: " + t);
    var e;
    return new nn({
      fill: e[1],
      align: e[2],
      sign: e[3],
      symbol: e[4],
      zero: e[5],
      width: e[6],
      comma: e[7],
      precision: e[8] && e[8].slice(1),
      trim: e[9],
      type: e[10],
    });
  }
  Rt.prototype = nn.prototype;
  function nn(t) {
    this.fill = t.fill === void 0 ? " " : t.fill + "",
      this.align = t.align === void 0 ? ">" : t.align + "",
      this.sign = t.sign === void 0 ? "-" : t.sign + "",
      this.symbol = t.symbol === void 0 ? "" : t.symbol + "",
      this.zero = !!t.zero,
      this.width = t.width === void 0 ? void 0 : +t.width,
      this.comma = !!t.comma,
      this.precision = t.precision === void 0 ? void 0 : +t.precision,
      this.trim = !!t.trim,
      this.type = t.type === void 0 ? "" : t.type + "";
  }
  nn.prototype.toString = function () {
    return this.fill + this.align + this.sign + this.symbol + (this.zero ? "0" : "") +
      (this.width === void 0 ? "" : Math.max(1, this.width | 0)) + (this.comma ? "," : "") +
      (this.precision === void 0 ? "" : "." + Math.max(0, this.precision | 0)) + (this.trim ? "~" : "") +
      this.type;
  };
  function Ws(t) {
    t: for (var e = t.length, n = 1, r = -1, o; n < e; ++n) {
      switch (t[n]) {
        case ".":
          r = o = n;
          break;
        case "0":
          r === 0 && (r = n), o = n;
          break;
        default:
          if (!+t[n]) break t;
          r > 0 && (r = 0);
          break;
      }
    }
    return r > 0 ? t.slice(0, r) + t.slice(o + 1) : t;
  }
  var xe;
  function Vs(t, e) {
    var n = ge(t, e);
    if (!n) return xe = void 0, t.toPrecision(e);
    var r = n[0], o = n[1], i = o - (xe = Math.max(-8, Math.min(8, Math.floor(o / 3))) * 3) + 1, s = r.length;
    return i === s
      ? r
      : i > s
      ? r + new Array(i - s + 1).join("0")
      : i > 0
      ? r.slice(0, i) + "." + r.slice(i)
      : "0." + new Array(1 - i).join("0") + ge(t, Math.max(0, e + i - 1))[0];
  }
  function Yo(t, e) {
    var n = ge(t, e);
    if (!n) return t + "";
    var r = n[0], o = n[1];
    return o < 0
      ? "0." + new Array(-o).join("0") + r
      : r.length > o + 1
      ? r.slice(0, o + 1) + "." + r.slice(o + 1)
      : r + new Array(o - r.length + 2).join("0");
  }
  var Ko = {
    "%": (t, e) => (t * 100).toFixed(e),
    b: (t) => Math.round(t).toString(2),
    c: (t) => t + "",
    d: Fs,
    e: (t, e) => t.toExponential(e),
    f: (t, e) => t.toFixed(e),
    g: (t, e) => t.toPrecision(e),
    o: (t) => Math.round(t).toString(8),
    p: (t, e) => Yo(t * 100, e),
    r: Yo,
    s: Vs,
    X: (t) => Math.round(t).toString(16).toUpperCase(),
    x: (t) => Math.round(t).toString(16),
  };
  function Xo(t) {
    return t;
  }
  var Zo = Array.prototype.map,
    Qo = ["y", "z", "a", "f", "p", "n", "\xB5", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y"];
  function Ys(t) {
    var e = t.grouping === void 0 || t.thousands === void 0
        ? Xo
        : Gs(Zo.call(t.grouping, Number), t.thousands + ""),
      n = t.currency === void 0 ? "" : t.currency[0] + "",
      r = t.currency === void 0 ? "" : t.currency[1] + "",
      o = t.decimal === void 0 ? "." : t.decimal + "",
      i = t.numerals === void 0 ? Xo : Hs(Zo.call(t.numerals, String)),
      s = t.percent === void 0 ? "%" : t.percent + "",
      a = t.minus === void 0 ? "\u2212" : t.minus + "",
      f = t.nan === void 0 ? "NaN" : t.nan + "";
    function u(m, l) {
      m = Rt(m);
      var h = m.fill,
        p = m.align,
        d = m.sign,
        x = m.symbol,
        w = m.zero,
        M = m.width,
        k = m.comma,
        A = m.precision,
        S = m.trim,
        v = m.type;
      v === "n" ? (k = !0, v = "g") : Ko[v] || (A === void 0 && (A = 12), S = !0, v = "g"),
        (w || h === "0" && p === "=") && (w = !0, h = "0", p = "=");
      var O = (l && l.prefix !== void 0 ? l.prefix : "") +
          (x === "$" ? n : x === "#" && /[boxX]/.test(v) ? "0" + v.toLowerCase() : ""),
        U = (x === "$" ? r : /[%p]/.test(v) ? s : "") + (l && l.suffix !== void 0 ? l.suffix : ""),
        q = Ko[v],
        ct = /[defgprs%]/.test(v);
      A = A === void 0 ? 6 : /[gprs]/.test(v) ? Math.max(1, Math.min(21, A)) : Math.max(0, Math.min(20, A));
      function an(b) {
        var tt = O, _ = U, lt, un, Pt;
        if (v === "c") _ = q(b) + _, b = "";
        else {
          b = +b;
          var Lt = b < 0 || 1 / b < 0;
          if (
            b = isNaN(b) ? f : q(Math.abs(b), A),
              S && (b = Ws(b)),
              Lt && +b == 0 && d !== "+" && (Lt = !1),
              tt = (Lt ? d === "(" ? d : a : d === "-" || d === "(" ? "" : d) + tt,
              _ = (v === "s" && !isNaN(b) && xe !== void 0 ? Qo[8 + xe / 3] : "") + _ +
                (Lt && d === "(" ? ")" : ""),
              ct
          ) {
            for (lt = -1, un = b.length; ++lt < un;) {
              if (Pt = b.charCodeAt(lt), 48 > Pt || Pt > 57) {
                _ = (Pt === 46 ? o + b.slice(lt + 1) : b.slice(lt)) + _, b = b.slice(0, lt);
                break;
              }
            }
          }
        }
        k && !w && (b = e(b, 1 / 0));
        var jt = tt.length + b.length + _.length, H = jt < M ? new Array(M - jt + 1).join(h) : "";
        switch (k && w && (b = e(H + b, H.length ? M - _.length : 1 / 0), H = ""), p) {
          case "<":
            b = tt + b + _ + H;
            break;
          case "=":
            b = tt + H + b + _;
            break;
          case "^":
            b = H.slice(0, jt = H.length >> 1) + tt + b + _ + H.slice(jt);
            break;
          default:
            b = H + tt + b + _;
            break;
        }
        return i(b);
      }
      return an.toString = function () {
        return m + "";
      },
        an;
    }
    function c(m, l) {
      var h = Math.max(-8, Math.min(8, Math.floor(kt(l) / 3))) * 3,
        p = Math.pow(10, -h),
        d = u((m = Rt(m), m.type = "f", m), { suffix: Qo[8 + h / 3] });
      return function (x) {
        return d(p * x);
      };
    }
    return { format: u, formatPrefix: c };
  }
  var de, rn, on;
  Ks({ thousands: ",", grouping: [3], currency: ["$", ""] });
  function Ks(t) {
    return de = Ys(t), rn = de.format, on = de.formatPrefix, de;
  }
  function Jo(t) {
    return Math.max(0, -kt(Math.abs(t)));
  }
  function ti(t, e) {
    return Math.max(0, Math.max(-8, Math.min(8, Math.floor(kt(e) / 3))) * 3 - kt(Math.abs(t)));
  }
  function ei(t, e) {
    return t = Math.abs(t), e = Math.abs(e) - t, Math.max(0, kt(e) - kt(t)) + 1;
  }
  function Xs(t, e) {
    switch (arguments.length) {
      case 0:
        break;
      case 1:
        this.range(t);
        break;
      default:
        this.range(e).domain(t);
        break;
    }
    return this;
  }
  var lp = Symbol("implicit");
  function Zs(t) {
    return function () {
      return t;
    };
  }
  function Qs(t) {
    return +t;
  }
  var ni = [0, 1];
  function Nt(t) {
    return t;
  }
  function sn(t, e) {
    return (e -= t = +t)
      ? function (n) {
        return (n - t) / e;
      }
      : Zs(isNaN(e) ? NaN : .5);
  }
  function Js(t, e) {
    var n;
    return t > e && (n = t, t = e, e = n), function (r) {
      return Math.max(t, Math.min(e, r));
    };
  }
  function ta(t, e, n) {
    var r = t[0], o = t[1], i = e[0], s = e[1];
    return o < r ? (r = sn(o, r), i = n(s, i)) : (r = sn(r, o), i = n(i, s)), function (a) {
      return i(r(a));
    };
  }
  function ea(t, e, n) {
    var r = Math.min(t.length, e.length) - 1, o = new Array(r), i = new Array(r), s = -1;
    for (t[r] < t[0] && (t = t.slice().reverse(), e = e.slice().reverse()); ++s < r;) {
      o[s] = sn(t[s], t[s + 1]), i[s] = n(e[s], e[s + 1]);
    }
    return function (a) {
      var f = uo(t, a, 1, r) - 1;
      return i[f](o[f](a));
    };
  }
  function na(t, e) {
    return e.domain(t.domain()).range(t.range()).interpolate(t.interpolate()).clamp(t.clamp()).unknown(
      t.unknown(),
    );
  }
  function ra() {
    var t = ni, e = ni, n = pe, r, o, i, s = Nt, a, f, u;
    function c() {
      var l = Math.min(t.length, e.length);
      return s !== Nt && (s = Js(t[0], t[l - 1])), a = l > 2 ? ea : ta, f = u = null, m;
    }
    function m(l) {
      return l == null || isNaN(l = +l) ? i : (f || (f = a(t.map(r), e, n)))(r(s(l)));
    }
    return m.invert = function (l) {
      return s(o((u || (u = a(e, t.map(r), j)))(l)));
    },
      m.domain = function (l) {
        return arguments.length ? (t = Array.from(l, Qs), c()) : t.slice();
      },
      m.range = function (l) {
        return arguments.length ? (e = Array.from(l), c()) : e.slice();
      },
      m.rangeRound = function (l) {
        return e = Array.from(l), n = Fo, c();
      },
      m.clamp = function (l) {
        return arguments.length ? (s = l ? !0 : Nt, c()) : s !== Nt;
      },
      m.interpolate = function (l) {
        return arguments.length ? (n = l, c()) : n;
      },
      m.unknown = function (l) {
        return arguments.length ? (i = l, m) : i;
      },
      function (l, h) {
        return r = l, o = h, c();
      };
  }
  function oa() {
    return ra()(Nt, Nt);
  }
  function ia(t, e, n, r) {
    var o = lo(t, e, n), i;
    switch (r = Rt(r ?? ",f"), r.type) {
      case "s": {
        var s = Math.max(Math.abs(t), Math.abs(e));
        return r.precision == null && !isNaN(i = ti(o, s)) && (r.precision = i), on(r, s);
      }
      case "":
      case "e":
      case "g":
      case "p":
      case "r": {
        r.precision == null && !isNaN(i = ei(o, Math.max(Math.abs(t), Math.abs(e)))) &&
          (r.precision = i - (r.type === "e"));
        break;
      }
      case "f":
      case "%": {
        r.precision == null && !isNaN(i = Jo(o)) && (r.precision = i - (r.type === "%") * 2);
        break;
      }
    }
    return rn(r);
  }
  function sa(t) {
    var e = t.domain;
    return t.ticks = function (n) {
      var r = e();
      return Ge(r[0], r[r.length - 1], n ?? 10);
    },
      t.tickFormat = function (n, r) {
        var o = e();
        return ia(o[0], o[o.length - 1], n ?? 10, r);
      },
      t.nice = function (n) {
        n == null && (n = 10);
        var r = e(), o = 0, i = r.length - 1, s = r[o], a = r[i], f, u, c = 10;
        for (a < s && (u = s, s = a, a = u, u = o, o = i, i = u); c-- > 0;) {
          if (u = ne(s, a, n), u === f) return r[o] = s, r[i] = a, e(r);
          if (u > 0) s = Math.floor(s / u) * u, a = Math.ceil(a / u) * u;
          else if (u < 0) s = Math.ceil(s * u) / u, a = Math.floor(a * u) / u;
          else break;
          f = u;
        }
        return t;
      },
      t;
  }
  function _t() {
    var t = oa();
    return t.copy = function () {
      return na(t, _t());
    },
      Xs.apply(t, arguments),
      sa(t);
  }
  function ri(t) {
    let e = [];
    return t.map((n) => {
      let r = e.findIndex((i) => i.every((s) => !fa(n, s))), o = r < 0 ? e.push([]) - 1 : r;
      return e[o].push(n), o;
    });
  }
  function fa(t, e) {
    return t[0] < e[1] && e[0] < t[1];
  }
  var ca = 3, la = 10, ma = 40, ha = 2, oi = .25;
  function si(t, e, n, r) {
    let o = pa(t),
      [i, s] = Fe(o.map(({ score: c }) => c)),
      a = i === void 0 ? 0 : s - i,
      f = o.map((c) => ({
        ...c,
        opacity: a > 0 ? oi + (1 - oi) * (c.score - i) / a : 1,
        title: `${c.label}, ${zt(c.start, c.end)}, score ${nt(c.score)}`,
      })),
      u = t.detections.length;
    return [
      r ?? ro("Detections", u === 0 ? void 0 : `${f.length} of ${V(u)}`),
      ...f.length > 0
        ? da(f, e, n, { class: "detection", height: 8, pitch: 10 })
        : [oo("no detection", e.left)],
    ];
  }
  function pa({ detections: t, groundTruth: e }) {
    let n = Math.max(la, Math.min(ma, ca * e.length));
    return t.toSorted((r, o) => o.score - r.score).slice(0, n);
  }
  function da(t, e, n, r) {
    let o = Map.groupBy(t, ({ label: s }) => s);
    return [...o.keys()].toSorted((s, a) => ii(n, s) - ii(n, a)).map((s) => {
      let a = o.get(s).map((l) => ({ bar: l, box: xa(l, e) })),
        f = ri(a.map(({ box: [l, h] }) => [l, l + h])),
        u = Math.max(...f) + 1,
        c = Math.max(16, u * r.pitch + 2),
        m = (c - (u - 1) * r.pitch - r.height) / 2;
      return {
        height: c,
        gutter: io(s, m + r.height / 2 + (u > 1 ? 1 : 0), n.get(s)),
        plot: E(
          "g",
          { style: De(n.get(s)) },
          a.map(({ bar: l, box: h }, p) => ga(l, h, m + f[p] * r.pitch, r)),
        ),
      };
    });
  }
  function ga({ title: t, opacity: e }, [n, r], o, i) {
    return E("rect", {
      class: `bar ${i.class}`,
      role: "img",
      x: n,
      y: o,
      width: r,
      height: i.height,
      "fill-opacity": e === 1 ? void 0 : e,
    }, E("title", {}, t));
  }
  function xa({ start: t, end: e }, n) {
    let r = n.x(t), o = Math.max(ha, n.x(e) - r);
    return [Math.min(r, n.right - o), o];
  }
  function ii(t, e) {
    return [...t.keys()].indexOf(e);
  }
  var Ct = 16;
  var ai = 64,
    wa = [
      .001,
      .002,
      .005,
      .01,
      .02,
      .05,
      .1,
      .2,
      .5,
      1,
      2,
      5,
      10,
      15,
      30,
      60,
      120,
      300,
      600,
      1200,
      1800,
      3600,
    ];
  function we(t, e) {
    let n = _t([0, t], [Ct, e - Ct]).clamp(!0), r = ya(t, e - 2 * Ct), o = t >= 120;
    return {
      width: e,
      left: Ct,
      right: e - Ct,
      duration: t,
      x: (i) => n(i),
      ticks: r.map((i) => ({ seconds: i, text: o ? ba(i) : Ma(i) })),
      unit: o ? "min:s" : "s",
    };
  }
  function ya(t, e) {
    let n = t * ai / e, r = wa.find((o) => o >= n);
    return r === void 0
      ? _t([0, t], [0, e]).ticks(Math.floor(e / ai / 1.5))
      : re(0, t + r * 1e-6, r).filter((o) => o <= t);
  }
  function ba(t) {
    let e = Math.round(t), n = String(e % 60).padStart(2, "0"), r = Math.floor(e / 60);
    return r < 60 ? `${r}:${n}` : `${Math.floor(r / 60)}:${String(r % 60).padStart(2, "0")}:${n}`;
  }
  function Ma(t) {
    return String(Number(t.toPrecision(6)));
  }
  var ye = new WeakMap();
  function ui(t, e, n) {
    let { details: r, figure: o } = t,
      i = () => {
        for (let s of o.querySelectorAll(".strip")) s.remove();
        e && o.querySelector(".scroll").before(va(t, e, n));
      };
    if (r.open) return i();
    ye.has(r) || r.addEventListener("toggle", () => {
      r.open && (ye.get(r)?.(), ye.set(r, () => {}));
    }), ye.set(r, i);
  }
  function va({ video: t }, e, n) {
    let r = we(t.duration, t.width),
      o = si({ detections: e, groundTruth: n }, r, new Map(t.colours)),
      { height: i, gutter: s, plot: a } = so(o),
      f = `${t.id}: ${e.length} detections with the settings of the sliders`,
      u = g("div", {
        class: "scroll",
        tabindex: 0,
        role: "region",
        "aria-label": `Segments of ${t.id} with the settings of the sliders`,
      });
    return u.innerHTML = dt([
      E("svg", { class: "gutter", width: gt, height: i, viewBox: `0 0 ${gt} ${i}` }, s),
      E("svg", {
        class: "plot",
        width: r.width,
        height: i,
        viewBox: `0 0 ${r.width} ${i}`,
        role: "group",
        "aria-label": f,
      }, a),
    ]),
      g("div", { class: "strip" }, g("p", { class: "facts" }, "With the settings of the sliders:"), u);
  }
  function fi({ protocol: t, own: e, videos: n }, r, o, i) {
    let s = new Map(o.map(({ name: w, value: M }) => [w, M])),
      a = [],
      f = [...Map.groupBy(o, ({ part: w }) => w)].map(([w, M]) =>
        g("fieldset", {}, g("legend", {}, w), ...M.map((k) => ka(k, s, i, a)))
      ),
      u = g("button", { type: "button" }, "As the run has it");
    u.addEventListener("click", () => {
      for (let w of a) w();
      i(s);
    });
    let { headline: c } = t,
      m = g("strong", {}, P(e.averages[c] * 100)),
      l = g("p", { class: "now", role: "status" }),
      h = [c, ...t.averages.filter((w) => w !== c)],
      p = t.thresholds.map(() => g("td")),
      d = h.map(() => g("td", { class: "average" })),
      x = g(
        "section",
        { class: "sliders" },
        g("h2", {}, "Other settings of inference"),
        g("p", { class: "facts" }, Sa(n.length, r)),
        g("div", { class: "fieldsets" }, ...f),
        g("p", {}, u),
        g("div", { class: "number headline" }, m, l),
        g(
          "div",
          { class: "scroll", tabindex: 0, role: "region", "aria-label": "mAP with these settings" },
          g(
            "table",
            { class: "map" },
            g(
              "thead",
              {},
              g(
                "tr",
                {},
                g("th", { scope: "col" }, "mAP at tIoU, %"),
                ...t.thresholds.map((w) => g("th", { scope: "col" }, mn(w))),
                ...h.map((w) => g("th", { scope: "col", class: "average" }, "average", g("br"), w)),
              ),
            ),
            g(
              "tbody",
              {},
              g(
                "tr",
                {},
                g("th", { scope: "row" }, "the run"),
                ...e.map.map((w) => g("td", {}, P(w * 100))),
                ...h.map((w) => g("td", { class: "average" }, P(e.averages[w] * 100))),
              ),
              g("tr", {}, g("th", { scope: "row" }, "these settings"), ...p, ...d),
            ),
          ),
        ),
      );
    return {
      element: x,
      tell(w) {
        x.toggleAttribute("data-computing", w === "computing"),
          w !== "computing" &&
          (m.textContent = `${P(w.averages[c] * 100)} %`,
            l.textContent = `average mAP ${c} with these settings, ${V(w.segments)} segments; the run: ${
              P(e.averages[c] * 100)
            } %, ${V(e.segments)} segments`,
            p.forEach((M, k) => M.textContent = P(w.map[k] * 100)),
            d.forEach((M, k) => M.textContent = P(w.averages[h[k]] * 100)));
      },
    };
  }
  function Sa(t, e) {
    return `Segments and mAP are computed anew in this page, by walt's own inference and evaluation, from the maps of ${
      t === e
        ? `all ${e} test videos`
        : `the ${t} hardest of ${e} test videos, whose maps have room in this page: mAP below is of these alone`
    }. Maps are rounded to 1/65,535 of their range, so that a number may differ from the run's in its last digit. These are the videos that are scored: settings that are chosen here are chosen on the test videos.`;
  }
  function ka({ name: t, label: e, min: n, max: r, value: o }, i, s, a) {
    let f = `control-${t}`,
      u = g("output", { for: f }, nt(o)),
      c = g("input", { type: "range", id: f, min: n, max: r, step: "any", value: o }),
      m = (l) => {
        i.set(t, l), u.textContent = nt(l);
      };
    return c.addEventListener("input", () => {
      m(Number(c.value)), s(i);
    }),
      c.addEventListener("keydown", (l) => {
        let h = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[l.key];
        h !== void 0 &&
          (l.preventDefault(),
            c.value = String(Number(c.value) + h * (r - n) / Jn),
            m(Number(c.value)),
            s(i));
      }),
      a.push(() => {
        c.value = String(o), m(o);
      }),
      g("div", { class: "slider" }, g("label", { for: f }, e), c, u);
  }
  var Na = 30;
  async function li({ classes: t, videos: e }, n, r) {
    let o = n.videos.map((h) => or(h.signals)),
      i = to(n.groundTruth),
      s = (h, p) => n.videos.map((d, x) => () => Qr(d, o[x], { inference: h, classes: t, minScore: p })),
      a = await ci(s(n.inference), () => !0) ?? [],
      f = 0,
      u = tr(n.inference, $a(o, a)),
      c = fi(n, e.length, u, m);
    document.querySelector(".tools").closest("section").before(c.element), l(a, !1);
    async function m(h) {
      let p = ++f;
      c.tell("computing");
      let d = (w) => h.get(w) !== u.find((M) => M.name === w)?.value,
        x = await ci(s(nr(n.inference, h), d(Vt) ? h.get(Vt) : void 0), () => p === f);
      x && l(x, [...h.keys()].some(d));
    }
    function l(h, p) {
      c.tell(Jr(i, h.flat(), n.protocol)), Aa(h, i, n, { list: r, isOther: p });
    }
  }
  function Aa(t, e, { protocol: n }, { list: r, isOther: o }) {
    let i = Zn(e, t.flat(), n, Ht);
    t.forEach((s, a) => {
      let f = r.shown[a];
      f.score = i.get(f.video.id),
        f.segments = s.length,
        ui(f, o ? s : void 0, e.videos.get(f.video.id) ?? []);
    }), r.update();
  }
  async function ci(t, e) {
    let n = [], r = performance.now();
    for (let o of t) {
      if (performance.now() - r > Na) {
        if (await new Promise((i) => setTimeout(i)), !e()) return;
        r = performance.now();
      }
      n.push(o());
    }
    return n;
  }
  function $a(t, e) {
    let n = {};
    for (let o of t) {
      for (let [i, { shape: s, data: a }] of o) {
        if (s.length !== 1) continue;
        let f = n[i] ??= [0, 0];
        for (let u of a) f[0] = Math.min(f[0], u), f[1] = Math.max(f[1], u);
      }
    }
    let r = [1 / 0, -1 / 0];
    for (let { score: o } of e.flat()) r[0] = Math.min(r[0], o), r[1] = Math.max(r[1], o);
    return { scores: n, segments: r };
  }
  var mi = [
    ["hardest first", (t, e) => be(t, 1 / 0) - be(e, 1 / 0)],
    ["easiest first", (t, e) => be(e, -1 / 0) - be(t, -1 / 0)],
    ["most predicted segments", (t, e) => e.segments - t.segments],
    ["most annotated segments", (t, e) => e.video.instances - t.video.instances],
    ["by name", (t, e) => t.video.id < e.video.id ? -1 : 1],
  ];
  function hi(t) {
    let e = t.map((f, u) => {
        let c = document.getElementById(`video-${u + 1}`), m = c.closest("details");
        return { video: f, figure: c, details: m, score: f.score, segments: f.segments };
      }),
      n = g("input", { type: "search", placeholder: "name or class", autocomplete: "off" }),
      r = g("select", {}, ...mi.map(([f]) => g("option", {}, f))),
      o = g("p", { class: "facts", role: "status" }),
      i = g("div", { class: "videos" });
    e[0].details.before(g("div", { class: "tools" }, Me("Search", n), Me("Order", r), o), i);
    function a() {
      let f = n.value.toLowerCase().split(/\s+/).filter((l) => l !== ""), u = 0;
      for (let { video: l, details: h } of e) {
        let p = [l.id, ...l.labels].join(" ").toLowerCase();
        h.hidden = !f.every((d) => p.includes(d)), h.hidden || u++;
      }
      let [, c] = mi[r.selectedIndex], m = e.toSorted(c);
      m.some(({ details: l }, h) => i.children[h] !== l) && i.append(...m.map(({ details: l }) => l)),
        o.textContent = u === e.length
          ? `${u} ${u === 1 ? "video" : "videos"}`
          : `${u} of ${e.length} videos`;
      for (let { video: l, details: h, score: p } of e) Ea(h, l, p);
    }
    return n.addEventListener("input", a), r.addEventListener("change", a), a(), {
      shown: e,
      update: a,
      show(f, u, c) {
        let { details: m, figure: l, video: h } = e[f];
        m.hidden = !1,
          m.open = !0,
          Ta(l, h, u, c),
          m.querySelector("summary").focus({ preventScroll: !0 }),
          m.scrollIntoView({ block: "start" });
      },
    };
  }
  function be({ score: t }, e) {
    return t === void 0 || Number.isNaN(t) ? e : t;
  }
  function Ea(t, e, n) {
    if (e.score === void 0) return;
    let r = P(e.score), o = P(n), i = o === r ? ` ${r} %` : ` ${r} \u2192 ${o} %`;
    t.querySelector("summary span").textContent = `${i} ${e.labels.join(", ")}`;
  }
  var Oa = "http://www.w3.org/2000/svg";
  function Ta(t, { duration: e, width: n }, r, o) {
    for (let s of document.querySelectorAll("rect.moment")) s.remove();
    let { x: i } = we(e, n);
    for (let s of t.querySelectorAll("svg.plot")) {
      let a = document.createElementNS(Oa, "rect"),
        f = i(r),
        u = { class: "moment", x: f - 2, y: 0, width: i(o) - f + 4, height: s.getAttribute("height") };
      for (let [m, l] of Object.entries(u)) a.setAttribute(m, String(l));
      s.append(a);
      let c = s.closest(".scroll");
      c.scrollLeft = Math.max(0, f - c.clientWidth / 3);
    }
  }
  async function Ia() {
    let t = JSON.parse(document.getElementById("data").textContent);
    if (t.videos.length > 0) {
      let e = hi(t.videos);
      if (hn(t, e), "absent" in t.maps) {
        let n = g("p", { class: "facts" }, `No sliders: ${t.maps.absent}`);
        document.querySelector(".tools").before(n);
      } else await li(t, t.maps, e);
    }
    document.documentElement.dataset.ready = "";
  }
  Ia();
})();
