import { STSClient } from '@aws-sdk/client-sts';
import { answerRecorded, refused } from '../testing/recorded-clients';
import { refuseOtherAccount } from './own-account';

const account = { isLocal: false, env: {}, folder: '/nowhere', variables: {} };
const own = '123456789012';
const stateOf = (id: string) => ({
  name: 'old.tfstate',
  resources: [
    { address: 'a', type: 'aws_sqs_queue', attributes: { arn: `arn:aws:sqs:eu-north-1:${id}:mail` } },
    { address: 'b', type: 'aws_route53_record', attributes: { name: 'grades.no' } },
  ],
});

describe('an old state of another account', () => {
  let said: string[];
  const check = (answer: object, id = own) => {
    said = [];
    answerRecorded([STSClient], { GetCallerIdentity: answer });
    return refuseOtherAccount(account, [stateOf(id)], (line) => void said.push(line));
  };
  afterEach(() => jest.restoreAllMocks());

  it('is refused, also where it is the only one, with both accounts', async () => {
    const other = own.split('').reverse().join('');
    await expect(check({ Account: own }, other)).rejects.toThrow(
      new RegExp(`old\\.tfstate is of the account ${other}, and you are signed in to ${own}`),
    );
    await check({ Account: own });
    expect(said).toEqual([]);
  });

  it('is not known to be one where nobody is signed in, or there is no way to AWS: that is said', async () => {
    const unreachable = Object.assign(new Error('getaddrinfo EAI_AGAIN'), { code: 'EAI_AGAIN' });
    for (const answer of [refused('none', 'CredentialsProviderError'), unreachable]) {
      await check(answer);
      expect(said).toEqual([expect.stringMatching(/Nobody is signed in.*first nx diff/)]);
    }
  });
});
