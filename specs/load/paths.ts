/** Paths as text: taken apart and joined wherever the language runs, a browser too. */
// @ts-types="@types/path-browserify"
import paths from "path-browserify";

export const { basename, dirname, isAbsolute, join, normalize, relative } = paths;
