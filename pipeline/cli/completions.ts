/** `completions`: a script with which a shell completes verbs, options and names of recipes. */
import { relative } from "node:path";
import type { Command } from "@commander-js/extra-typings";
import { filesIn } from "./options/near_files.ts";
import { RECIPES } from "./options/names.ts";
import type { SHELLS } from "./options/shells.ts";
import { printOut } from "./terminal/print.ts";

/** A verb as a shell has to know it. */
interface CompletedVerb {
  /** The verb, with the second word where it has one. */
  readonly words: readonly string[];
  readonly summary: string;
  readonly options: readonly {
    readonly flag: string;
    readonly summary: string;
    readonly takesValue: boolean;
  }[];
  /** Whether it takes recipes, which may be walt's own. */
  readonly takesRecipes: boolean;
  /** All that may be given, such as the names of shells; empty where files or other things are. */
  readonly choices: readonly string[];
}

/** Prints the script; 0. */
export function completionsCommand(walt: Command, shell: typeof SHELLS[number]): number {
  const verbs = verbsOf(walt);
  const recipes = filesIn(RECIPES, /\.yaml$/, true).map((file) =>
    relative(RECIPES, file).replace(/\.yaml$/, "")
  )
    .filter((name) => !/^(base|blocks|encoders)\//.test(name)).sort();
  printOut({ bash, zsh, fish }[shell](verbs, recipes));
  return 0;
}

/** Every verb, those with verbs of their own before these. */
function verbsOf(command: Command, before: readonly string[] = []): CompletedVerb[] {
  return command.commands.filter((each) => !isHidden(each as Command)).flatMap((each) => {
    const words = [...before, each.name()];
    const options = each.options.filter(({ hidden }) => !hidden).map(({ long, required, description }) => ({
      flag: long!,
      summary: description,
      takesValue: required,
    }));
    const takesRecipes = each.registeredArguments.some((argument) =>
      /^(recipe|first|second)$/.test(argument.name())
    ) ||
      options.some(({ flag }) => flag === "--from");
    return [
      {
        words,
        summary: each.description(),
        options,
        takesRecipes,
        choices: each.registeredArguments.flatMap(({ argChoices = [] }) => argChoices),
      },
      ...verbsOf(each as Command, words),
    ];
  });
}

function isHidden(command: Command): boolean {
  return (command as unknown as { _hidden?: boolean })._hidden === true;
}

/** What may follow some words: verbs, or options and recipes. */
function following(
  words: readonly string[],
  verbs: readonly CompletedVerb[],
  recipes: readonly string[],
): string[] {
  const below = verbs.filter((verb) =>
    verb.words.length === words.length + 1 && words.every((word, i) => verb.words[i] === word)
  );
  const own = verbs.find((verb) => verb.words.join() === words.join());
  return [
    ...below.map((verb) => verb.words.at(-1)!),
    ...own?.options.map(({ flag }) => flag) ?? [],
    ...own?.takesRecipes ? recipes : [],
    ...own?.choices ?? [],
  ];
}

/** `case` of the words so far, as bash and zsh write it. */
function cases(verbs: readonly CompletedVerb[], recipes: readonly string[]): string[] {
  const paths = [[], ...verbs.map(({ words }) => words)];
  const hasChoices = (words: readonly string[]) =>
    verbs.some((verb) => verb.words.join() === words.join() && verb.choices.length > 0);
  return paths.map((words) =>
    `    '${words.join(" ")}') found='${following(words, verbs, recipes).join(" ")}'${
      hasChoices(words) ? " files=" : ""
    };;`
  );
}

/** Verbs that have verbs of their own. */
function groups(verbs: readonly CompletedVerb[]): string {
  return [...new Set(verbs.filter(({ words }) => words.length > 1).map(({ words }) => words[0]!))].join("|");
}

function bash(verbs: readonly CompletedVerb[], recipes: readonly string[]): string[] {
  return [
    '# walt in bash: eval "$(walt completions bash)", in ~/.bashrc',
    "_walt() {",
    "  local current=${COMP_WORDS[COMP_CWORD]} path= found= files=yes name",
    "  (( COMP_CWORD > 1 )) && path=${COMP_WORDS[1]}",
    `  case $path in ${groups(verbs)}) (( COMP_CWORD > 2 )) && path="$path \${COMP_WORDS[2]}";; esac`,
    "  case $path in",
    ...cases(verbs, recipes),
    "  esac",
    '  COMPREPLY=($(compgen -W "$found" -- "$current"))',
    "  [[ -n $path && -n $files && $current != -* ]] || return 0",
    '  while IFS= read -r name; do COMPREPLY+=("$name"); done < <(compgen -f -- "$current")',
    "}",
    "complete -o filenames -F _walt walt",
  ];
}

function zsh(verbs: readonly CompletedVerb[], recipes: readonly string[]): string[] {
  return [
    "#compdef walt",
    '# walt in zsh: eval "$(walt completions zsh)", in ~/.zshrc after compinit',
    "_walt() {",
    "  local verb= found= files=yes",
    "  (( CURRENT > 2 )) && verb=$words[2]",
    `  case $verb in ${groups(verbs)}) (( CURRENT > 3 )) && verb="$verb $words[3]";; esac`,
    "  case $verb in",
    ...cases(verbs, recipes),
    "  esac",
    "  compadd -- ${=found}",
    "  [[ -n $verb && -n $files ]] && _files",
    "}",
    "compdef _walt walt",
  ];
}

function fish(verbs: readonly CompletedVerb[], recipes: readonly string[]): string[] {
  const quoted = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  return [
    "# walt in fish: walt completions fish > ~/.config/fish/completions/walt.fish",
    ...verbs.flatMap(({ words, summary, options, takesRecipes, choices }) => {
      const [verb, second] = words;
      const before = second === undefined ? "__fish_use_subcommand" : `__fish_seen_subcommand_from ${verb}`;
      const within = words.map((word) => `__fish_seen_subcommand_from ${word}`).join("; and ");
      return [
        `complete -c walt -f -n ${quoted(before)} -a ${words.at(-1)} -d ${quoted(summary)}`,
        ...options.map(({ flag, summary, takesValue }) =>
          `complete -c walt -n ${quoted(within)} -l ${flag.slice(2)}${takesValue ? " -r" : ""} -d ${
            quoted(summary)
          }`
        ),
        ...takesRecipes ? [`complete -c walt -n ${quoted(within)} -a ${quoted(recipes.join(" "))}`] : [],
        ...choices.length > 0
          ? [`complete -c walt -f -n ${quoted(within)} -a ${quoted(choices.join(" "))}`]
          : [],
      ];
    }),
  ];
}
