/** An answer that a task gave, as a load balancer counts it. */
export interface CountedAnswer {
  /** When it began, in milliseconds. */
  at: number;
  status: number;
  /** How long the task took to begin it. */
  seconds: number;
}

/** No alarm of a service looks further back than these minutes. */
const keptMs = 10 * 60_000;

/** What the tasks behind each target group answered lately. What the gateway answers itself is not among it. */
export class Answers {
  private readonly byGroup = new Map<string, CountedAnswer[]>();

  note(groupArn: string, answer: CountedAnswer): void {
    const answers = this.byGroup.get(groupArn) ?? [];
    while (answers[0] && answers[0].at < answer.at - keptMs) answers.shift();
    answers.push(answer);
    this.byGroup.set(groupArn, answers);
  }

  since(groupArn: string, from: number): readonly CountedAnswer[] {
    return (this.byGroup.get(groupArn) ?? []).filter(({ at }) => at >= from);
  }
}
