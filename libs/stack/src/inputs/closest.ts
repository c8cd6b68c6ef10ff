/** The known word that a misspelt one was probably meant to be, if any is near. */
export function closest(word: string, known: readonly string[]): string | undefined {
  const most = Math.ceil(word.length / 3);
  const [best] = known
    .map((each) => ({ each, distance: distanceBetween(word.toLowerCase(), each.toLowerCase()) }))
    .filter(({ distance }) => distance <= most)
    .sort((one, other) => one.distance - other.distance);
  return best?.each;
}

/** How many letters have to be put in, taken out or exchanged (Levenshtein). */
function distanceBetween(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...one].entries()) {
    const here = [row + 1];
    for (let column = 0; column < other.length; column++) {
      const exchanged = above[column]! + (letter === other[column] ? 0 : 1);
      here.push(Math.min(exchanged, above[column + 1]! + 1, here[column]! + 1));
    }
    above = here;
  }
  return above[other.length]!;
}
