import assert from "node:assert/strict";
import { readDictionary } from "../../../../pipeline/kinds/formats/npy_dictionary.ts";

const ORDER = "'fortran_order': False";
const of = (shape: string, major = 1) =>
  readDictionary(`{'descr': '<f4', ${ORDER}, 'shape': ${shape}, }\n`, major)?.shape;

Deno.test("readDictionary() reads keys in any order, with quotes, spaces and commas as Python has them", () => {
  const wanted = { descr: "<f4", fortran: true, shape: [3, 4] };
  for (
    const text of [
      "{'descr': '<f4', 'fortran_order': True, 'shape': (3, 4), }      \n",
      "{'shape':(3,4),'fortran_order':True,'descr':'<f4'}",
      ' \t{\n"descr" : "<f4" ,\r\n"fortran_order":\tTrue , "shape" : ( 3 , 4 , ) , } \n ',
    ]
  ) assert.deepEqual(readDictionary(text, 1), wanted, text);
});

Deno.test("readDictionary() reads whole numbers as Python writes them", () => {
  assert.deepEqual(
    ["(3, 4)", "(0, 10)", "()", "(3,)", "(3, 4,)", "(3L, 4L)", "(1, 2, 3)"].map((shape) => of(shape)),
    [[3, 4], [0, 10], [], [3], [3, 4], [3, 4], [1, 2, 3]],
  );
  // Python 2 wrote versions 1.0 and 2.0 alone.
  assert.deepEqual([of("(3L, 4L)", 2), of("(3L, 4L)", 3)], [[3, 4], undefined]);
  const wrong = [
    "(3)",
    "(L, 4)",
    "(4, L)",
    "(-1, 4)",
    "(-0, 4)",
    "(+3, 4)",
    "(03, 4)",
    "(00, 4)",
    "(3_0, 4)",
    "(3.0, 4)",
  ].concat(
    [
      "(0x3, 4)",
      "(3e1, 4)",
      "(3l, 4)",
      "(3 L, 4)",
      "(3LL, 4)",
      "(3 4)",
      "(3,, 4)",
      "(, 3)",
      "(,)",
      "((3, 4))",
      "[3, 4]",
    ],
    [
      "3, 4",
      "(True, 4)",
      "(None, 4)",
      "('3', 4)",
      "(3, 4",
      "3, 4)",
      "(3\u00a0, 4)",
      "(\u0663, 4)",
      "(3;4)",
      "",
    ],
  );
  for (const shape of wrong) assert.equal(of(shape), undefined, shape);
});

Deno.test("readDictionary() refuses what is no dictionary of the three keys, each once", () => {
  const whole = `'descr': '<f4', ${ORDER}, 'shape': (3, 4)`;
  assert.ok(readDictionary(`{${whole}}`, 1));
  const wrong = [
    "",
    "{}",
    whole,
    `{${whole}`,
    `${whole}}`,
    `{${whole}}x`,
    `{${whole}}\0`,
    `\n{${whole}}`,
    `{${whole},,}`,
    `{,${whole}}`,
    `{${whole}, 'shape': (3, 4)}`,
    `{'descr': '<f8', ${whole}}`,
    `{${whole}, 'other': 1}`,
    `{'descr': '<f4', 'shape': (3, 4)}`,
    `{${ORDER}, 'shape': (3, 4)}`,
    `{'descr': '<f4', ${ORDER}}`,
    `{'descr' '<f4', ${ORDER}, 'shape': (3, 4)}`,
    `{'descr': '<f4' ${ORDER}, 'shape': (3, 4)}`,
    `{'descr': "<f4', ${ORDER}, 'shape': (3, 4)}`,
    `{'descr": '<f4', ${ORDER}, 'shape': (3, 4)}`,
    `{'descr': <f4, ${ORDER}, 'shape': (3, 4)}`,
    `{'descr': '<f4', 'fortran_order': false, 'shape': (3, 4)}`,
    `{'descr': '<f4', 'fortran_order': 0, 'shape': (3, 4)}`,
    `{'descr': '\\x3cf4', ${ORDER}, 'shape': (3, 4)}`,
    `[{${whole}}]`,
  ];
  for (const text of wrong) assert.equal(readDictionary(text, 1), undefined, text);
});

Deno.test("readDictionary() gives lists of records as they stand there", () => {
  const list = "[('a', '<f4'), ('b', [('c', '<f8')], (2,))]";
  const text = `{'descr': ${list}, ${ORDER}, 'shape': (3,), }`;
  assert.deepEqual(readDictionary(text, 1), { descr: list, fortran: false, shape: [3] });
});
