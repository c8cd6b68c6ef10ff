/** How many minutes the credentials of a workflow live: aws-actions/configure-aws-credentials asks for an hour. */
export const sessionMinutes = 60;
