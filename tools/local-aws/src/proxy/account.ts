/** The one account of the local AWS: moto's, whatever the credentials. */
export const accountId = '123456789012';
