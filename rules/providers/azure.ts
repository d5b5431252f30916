import { defineRules } from '../../src/model/rule.js';
import { STEP, assigned, vendorKey } from '../checks/assigned.js';
import { isMixed } from '../checks/characters.js';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export default defineRules({
  provider: 'azure',
  source: 'https://learn.microsoft.com/en-us/azure/storage/common/storage-configure-connection-string',
  rules: [
    {
      id: 'azure/storage-key',
      title: 'Azure Storage or Cosmos DB account key',
      description: 'Full access to every blob, queue, table or document of the account.',
      kind: 'azure-account-key',
      severity: 'error',
      keywords: [
        'accountkey',
        'account_key',
        'account-key',
        'storage_key',
        'storagekey',
        'access_key',
        'accesskey',
        'primarykey',
        'primary_key',
      ],
      window: { before: 128, after: 240 },
      pattern:
        /(?:account|storage|access|primary|secondary)[_-]?key["'`\])]{0,2}\s{0,4}[:=]{1,2}>?\s{0,4}["'`]?(?<secret>[A-Za-z0-9+/]{86}==)(?![A-Za-z0-9+/=])/i,
      minEntropy: 4.5,
      // The key that every emulator of Azure Storage (Azurite) and of Cosmos DB ships with is no secret.
      validate: (secret) => isMixed(secret) && !/^(?:Eby8vdM02xNOcqF|C2y6yDjf5\/R\+ob0)/.test(secret),
      variable: 'AZURE_STORAGE_KEY',
      revoke: 'Azure portal > the account > Access keys > Rotate key',
      examples: (s) => ({
        leak: [
          `DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=${s.from(BASE64, 86)}==;EndpointSuffix=core.windows.net`,
          `AZURE_STORAGE_KEY="${s.from(BASE64, 86)}=="`,
        ],
        safe: [
          `AccountName=devstoreaccount1;AccountKey=${s.join('Eby8vdM02xNOcqF', s.from(BASE64, 71))}==`,
          `hash: ${s.from(BASE64, 86)}==`,
        ],
      }),
    },
    {
      id: 'azure/shared-access-key',
      title: 'Azure Service Bus, Event Hubs or IoT Hub shared access key',
      description: 'Sends, listens or manages with the rights of the policy that it belongs to.',
      kind: 'azure-shared-access-key',
      source: 'https://learn.microsoft.com/en-us/azure/service-bus-messaging/service-bus-sas',
      severity: 'error',
      keywords: ['sharedaccesskey='],
      pattern: /SharedAccessKey=(?<secret>[A-Za-z0-9+/]{42,60}={1,2})(?![A-Za-z0-9+/=])/i,
      minEntropy: 4.2,
      validate: (secret) => isMixed(secret),
      variable: 'AZURE_SERVICEBUS_CONNECTION_STRING',
      revoke: 'Azure portal > the namespace > Shared access policies > Regenerate keys',
      examples: (s) => ({
        leak: [
          `Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${s.from(BASE64, 43)}=`,
          `"iot": "HostName=shop.azure-devices.net;SharedAccessKeyName=owner;SharedAccessKey=${s.from(BASE64, 43)}="`,
        ],
        safe: ['SharedAccessKeyName=Root;SharedAccessKey=<your-key>', 'SharedAccessKey=$(key)'],
      }),
    },
    {
      id: 'azure/client-secret',
      title: 'Microsoft Entra client secret',
      description: 'Signs in as the application registration, with every permission that was granted to it.',
      kind: 'azure-client-secret',
      source: 'https://learn.microsoft.com/en-us/entra/identity-platform/how-to-add-credentials',
      severity: 'error',
      keywords: ['7q~', '8q~', '0q~', '1q~', '2q~', '3q~', '4q~', '5q~', '6q~', '9q~'],
      window: { before: 8, after: 64 },
      pattern: /(?<![A-Za-z0-9_.~-])(?<secret>[A-Za-z0-9_.~-]{3}\dQ~[A-Za-z0-9_.~-]{31,34})(?![A-Za-z0-9_.~-])/,
      minEntropy: 3.8,
      variable: 'AZURE_CLIENT_SECRET',
      revoke: 'Microsoft Entra admin center > App registrations > the app > Certificates & secrets',
      examples: (s) => ({
        leak: [
          `AZURE_CLIENT_SECRET=${s.alnum(3)}8Q~${s.urlSafe(34)}`,
          `"password": "${s.alnum(3)}7Q~${s.urlSafe(31)}"`,
        ],
        safe: [`AZURE_CLIENT_SECRET=${s.alnum(3)}8Q~${s.urlSafe(20)}`, `AZURE_CLIENT_ID=${s.uuid()}`],
      }),
    },
    {
      id: 'azure/devops-token',
      title: 'Azure DevOps personal access token',
      description: 'Reads and changes repositories, pipelines and packages as its owner.',
      kind: 'azure-devops-token',
      source:
        'https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate',
      severity: 'error',
      keywords: ['azdo'],
      window: { before: 96, after: 32 },
      // 84 characters with the signature AZDO at 76, as the page on the format says.
      pattern: /(?<![A-Za-z0-9_+/])(?<secret>[A-Za-z0-9]{75,76}AZDO[A-Za-z0-9]{4,5})(?![A-Za-z0-9_+/=])/,
      minEntropy: 4,
      variable: 'AZURE_DEVOPS_EXT_PAT',
      revoke: 'https://dev.azure.com > User settings > Personal access tokens',
      examples: (s) => ({
        leak: [
          `AZURE_DEVOPS_EXT_PAT=${s.alnum(76)}AZDO${s.alnum(4)}`,
          `git clone https://pat:${s.alnum(76)}AZDO${s.alnum(4)}@dev.azure.com/a/b`,
        ],
        safe: [`token=${s.alnum(52)}`, `const AZDO_TOKEN = process.env.AZDO_TOKEN;`],
      }),
    },
    {
      id: 'azure/sas-url',
      title: 'Azure shared access signature',
      description: 'Opens the container or blob that it was signed for until it expires.',
      kind: 'azure-sas',
      source: 'https://learn.microsoft.com/en-us/azure/storage/common/storage-sas-overview',
      severity: 'warning',
      keywords: ['core.windows.net'],
      window: { before: 64, after: 512 },
      pattern:
        /\.(?:blob|queue|table|file|dfs)\.core\.windows\.net\/[^\s"'`<>?]{0,160}\?(?=[^\s"'`<>]{0,300}s[vep]=)[^\s"'`<>]{0,300}?\bsig=(?<secret>[A-Za-z0-9%+/]{40,70}(?:%3D|=)?)(?![A-Za-z0-9%])/i,
      minEntropy: 4,
      revoke: 'Rotate the account key that signed it, or delete its stored access policy.',
      examples: (s) => ({
        leak: [
          `https://shop.blob.core.windows.net/backup?sv=2022-11-02&ss=b&srt=co&sp=rl&se=2031-01-01&sig=${s.alnum(43)}%3D`,
          `url = "https://shop.blob.core.windows.net/a/b.zip?sp=r&sv=2021-06-08&sr=b&sig=${s.alnum(20)}%2B${s.alnum(22)}%3D"`,
        ],
        safe: [
          'https://shop.blob.core.windows.net/backup?sv=2022&sig=...',
          'https://shop.blob.core.windows.net/public/logo.png?v=2',
        ],
      }),
    },
    {
      id: 'azure/app-configuration',
      title: 'Azure App Configuration connection string',
      description: 'Reads, and by its key writes, every setting of the store.',
      kind: 'azure-app-configuration',
      source: 'https://learn.microsoft.com/en-us/azure/azure-app-configuration/howto-best-practices',
      severity: 'error',
      keywords: ['.azconfig.io'],
      window: { before: 80, after: 300 },
      pattern: /\.azconfig\.io;Id=[^;\s"']{4,80};Secret=(?<secret>[A-Za-z0-9+/]{40,100}={0,2})(?![A-Za-z0-9+/=])/i,
      minEntropy: 4,
      variable: 'AZURE_APPCONFIG_CONNECTION_STRING',
      revoke: 'Azure portal > the store > Access settings > Regenerate',
      examples: (s) => ({
        leak: [
          `Endpoint=https://shop.azconfig.io;Id=${s.alnum(4)}-l0-s0:${s.alnum(20)};Secret=${s.from(BASE64, 43)}=`,
          `"AppConfig": "Endpoint=https://shop.azconfig.io;Id=${s.alnum(12)};Secret=${s.from(BASE64, 84)}"`,
        ],
        safe: ['Endpoint=https://shop.azconfig.io;Id=abc;Secret=<secret>', 'https://shop.azconfig.io/kv'],
      }),
    },
    {
      id: 'azure/devops-old-token',
      title: 'Azure DevOps personal access token (old form)',
      description: 'Reads and changes repositories, pipelines and packages as its owner.',
      kind: 'azure-devops-token',
      source:
        'https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate',
      severity: 'error',
      keywords: [
        'devops',
        'vsts',
        'ado_',
        'adopat',
        'personalaccesstoken',
        'personal_access_token',
        'system_accesstoken',
        '$token',
        '$pat',
      ],
      window: { before: 64, after: 160, lines: true },
      pattern: assigned(
        `(?:azure|devops|vsts)${STEP}(?:pat|token|key)[\\w.-]{0,8}|(?<![a-z])ado_?(?:pat|token)|personal_?access_?token|\\$(?:pat|token)`,
        '[a-z0-9]{52}',
      ),
      minEntropy: 3.8,
      validate: (secret) => secret === secret.toLowerCase() && /[2-7]/.test(secret),
      variable: 'AZURE_DEVOPS_EXT_PAT',
      revoke: 'https://dev.azure.com > User settings > Personal access tokens',
      examples: (s) => {
        const token = (): string => `${s.from('abcdefghijklmnopqrstuvwxyz234567', 51)}5`;
        return {
          leak: [`AZURE_DEVOPS_EXT_PAT=${token()}`, `var personalAccessToken = "${token()}";`],
          safe: [`ADO_PAT=${s.alnum(20)}`, `package_integrity = "${token()}"`],
        };
      },
    },
    {
      id: 'azure/search-key',
      title: 'Azure AI Search key',
      description: 'An admin key reads and changes every index of the service; a query key reads them.',
      kind: 'azure-search-key',
      source: 'https://learn.microsoft.com/en-us/azure/search/search-security-api-keys',
      severity: 'error',
      keywords: ['azure_search', 'azuresearch', 'azure-search', 'azure search', 'azure_ai_search', 'azure_cognitive'],
      window: { before: 32, after: 200, lines: true },
      pattern: vendorKey('azure[ _-]?(?:ai[_-]?|cognitive[_-]?)?search', 'key', '[A-Za-z0-9]{52}'),
      minEntropy: 4,
      validate: isMixed,
      variable: 'AZURE_SEARCH_KEY',
      revoke: 'Azure portal > the search service > Settings > Keys',
      examples: (s) => ({
        leak: [`AZURE_SEARCH_KEY=${s.alnum(49)}aB7`, `AzureSearch: { ApiKey: "${s.alnum(49)}cD4" }`],
        safe: ['AZURE_SEARCH_KEY=<admin-key>', `AZURE_SEARCH_INDEX=${s.alnum(52)}`],
      }),
    },
    {
      id: 'azure/old-client-secret',
      title: 'Azure client secret (old form)',
      description: 'Signs in as the application in Microsoft Entra ID.',
      kind: 'azure-client-secret',
      source: 'https://learn.microsoft.com/en-us/entra/identity-platform/quickstart-register-app',
      severity: 'error',
      keywords: ['azure', 'arm_client'],
      window: { before: 32, after: 200, lines: true },
      // Before 2021: without the mark that today's secrets have, told by the name.
      pattern: assigned(`(?:azure|arm)[_-]?(?:ad[_-]?)?(?:client|app)[_-]?secret`, '[A-Za-z0-9_.~+/-]{32,44}=?'),
      minEntropy: 4,
      validate: (secret) => isMixed(secret) && !/^.{3}\dQ~/.test(secret),
      variable: 'AZURE_CLIENT_SECRET',
      revoke: 'Microsoft Entra admin center > App registrations > the app > Certificates & secrets',
      examples: (s) => ({
        leak: [`ARM_CLIENT_SECRET=${s.alnum(31)}aB7`, `var azureClientSecret := "${s.alnum(33)}cD4"`],
        safe: [`AZURE_CLIENT_ID=${s.uuid()}`, 'AZURE_CLIENT_SECRET=config.azure.clientSecretForTheApp'],
      }),
    },
  ],
});
