import { readFileSync } from 'node:fs';

/** How a file imports from a module. */
export interface Import {
  readonly module: string;
  /** By these names: `import { WebService } from`. */
  readonly names: readonly string[];
  /** By one name for all of it: `import * as service from`. */
  readonly whole?: string;
  /** Its default export, by this name: `import path from`. */
  readonly byDefault?: string;
}

const statement =
  /\b(?:import|export|const|let|var)\s+(?:type\s+)?(?:([\w$]+)\s*,?\s*)?(?:\*\s*as\s+([\w$]+)|\{([^}]*)\})?\s*(?:from\s*|=\s*require\()(['"])(.+?)\4/g;

/** The imports of a file, `require` among them: as they are written, since nobody may have the file parse who says what is wrong with it. */
export function importsOf(file: string): Import[] {
  return [...readFileSync(file, 'utf8').matchAll(statement)].map(
    ([text, first, whole, names = '', , module = '']) => {
      const isRequire = text.includes('require(');
      return {
        module,
        names: names.split(/[\s,]+/).filter(Boolean),
        whole: whole ?? (isRequire ? first : undefined),
        byDefault: isRequire ? undefined : first,
      };
    },
  );
}
