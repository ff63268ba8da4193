/** The parts of D3 that the report uses, with their types. */
// @ts-types="@types/d3-array"
export { bisector, extent, max, mean, median, min, range, ticks } from "d3-array";
// @ts-types="@types/d3-scale"
export { scaleLinear, scaleLog, scalePow } from "d3-scale";
// @ts-types="@types/d3-shape"
export { area, line, symbol, symbolsFill, symbolsStroke, symbolStar } from "d3-shape";
