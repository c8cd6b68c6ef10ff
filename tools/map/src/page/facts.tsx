interface Props {
  readonly facts: readonly (readonly [term: string, fact: string | number])[];
}

/** What is known, each with what it is called. One may be called as another is. */
export function Facts({ facts }: Props) {
  return (
    <dl>
      {facts.map(([term, fact], index) => (
        <div key={index}>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}
