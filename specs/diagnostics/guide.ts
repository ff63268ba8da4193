/** Pages of the guide in messages, where the person finds them. */

let folder = "docs";

/** Says where the guide is, such as in the folder of an installed walt. */
export function setGuide(path: string): void {
  folder = path;
}

/** A page of the guide by the name of its file. */
export function guidePage(file: string): string {
  return `${folder}/${file}`;
}
