import { isConnected } from '../../src/flow/connector-needs.ts';
import type { ConnectorView } from '../../src/protocol/wire.ts';
import { idOf, type UnknownsScene } from './unknowns-scene.ts';

const key = (value: string) => ({ credential: { type: 'ApiKey', key: value } });
const basic = (password: string) => ({ credential: { type: 'Basic', username: 'ada', password } });
const sftp = (pem: string) => ({ properties: { Host: 'h', Username: 'u', PrivateKey: pem } });

type Scenario = [name: string, play: (scene: UnknownsScene) => Promise<string[]>, promise: string[]];

/** What a person or a page does, and how it must end whatever Cyclr answers. */
export const scenarios: Scenario[] = [
  [
    'a first key',
    async ({ save, look, outcomeOf }) => [outcomeOf(await save(idOf('Pipedrive'), key('good-key'))), await look(idOf('Pipedrive'))],
    ['tested', 'connected'],
  ],
  [
    'a wrong first key',
    async ({ save, look, outcomeOf }) => [outcomeOf(await save(idOf('Pipedrive'), key('wrong-key'))), await look(idOf('Pipedrive'))],
    ['credentials-rejected, restored', 'not connected'],
  ],
  [
    'a reconnection with a wrong key',
    async ({ save, look, outcomeOf, works }) => {
      await save(idOf('Pipedrive'), key('good-key'));
      const outcome = outcomeOf(await save(idOf('Pipedrive'), key('wrong-key')));
      return [outcome, await look(idOf('Pipedrive')), (await works('Pipedrive')) ? 'the old key works' : 'no key works'];
    },
    ['credentials-rejected, restored', 'connected', 'the old key works'],
  ],
  [
    'a reconnection with another setting and a wrong key',
    async ({ save, outcomeOf, api }) => {
      await save(idOf('Shopify'), { properties: { Hostname: 'old.example' }, ...key('good-key') });
      const outcome = outcomeOf(await save(idOf('Shopify'), { properties: { Hostname: 'new.example' }, ...key('wrong-key') }));
      const { json } = await api('GET', `/v1.0/account/connectors/${idOf('Shopify')}/properties`);
      return [outcome, ...(json as { Value: string }[]).map(({ Value }) => Value)];
    },
    ['credentials-rejected, restored', 'old.example'],
  ],
  [
    'a disconnection and a reload',
    async ({ ask, save, look, outcomeOf, storedIn }) => {
      await save(idOf('Pipedrive'), key('good-key'));
      const outcome = outcomeOf(await ask(`connectors/${idOf('Pipedrive')}/disconnect`, {}));
      return [outcome, await look(idOf('Pipedrive')), ...(await storedIn(idOf('Pipedrive')))];
    },
    ['done', 'not connected'],
  ],
  [
    'settings without a credential',
    async ({ save, look, outcomeOf }) => [outcomeOf(await save(idOf('SFTP'), sftp('good-pem'))), await look(idOf('SFTP'))],
    ['tested', 'connected'],
  ],
  [
    'wrong settings in place of good ones',
    async ({ save, look, outcomeOf, works }) => {
      await save(idOf('SFTP'), sftp('good-pem'));
      const outcome = outcomeOf(await save(idOf('SFTP'), { properties: { Host: 'wrong.example' } }));
      return [outcome, await look(idOf('SFTP')), (await works('SFTP')) ? 'the old ones work' : 'they do not work'];
    },
    ['credentials-rejected, restored', 'connected', 'the old ones work'],
  ],
  [
    'settings that are deleted, and a reload',
    async ({ ask, save, look, outcomeOf, storedIn }) => {
      await save(idOf('SFTP'), sftp('good-pem'));
      const outcome = outcomeOf(await ask(`connectors/${idOf('SFTP')}/disconnect`, {}));
      return [outcome, await look(idOf('SFTP')), ...(await storedIn(idOf('SFTP')))];
    },
    ['done', 'not connected'],
  ],
  [
    'a default that was left as it was',
    async ({ read }) => {
      const view = await read(idOf('PostgreSQL'));
      const port = 'fields' in view ? view.fields.find(({ name }) => name === 'Port') : undefined;
      return [port?.value ?? 'nothing stored', isConnected(view as ConnectorView) ? 'connected' : 'not connected'];
    },
    ['nothing stored', 'not connected'],
  ],
  [
    'one of several methods',
    async ({ ask, save, look, outcomeOf }) => {
      const id = idOf('Zendesk');
      const properties = { Subdomain: 'acme' };
      const first = outcomeOf(await save(id, { properties, ...basic('good-pass') }));
      const second = outcomeOf(await save(id, basic('wrong-pass')));
      const left = await look(id);
      return [first, second, left, outcomeOf(await ask(`connectors/${id}/disconnect`, {})), await look(id)];
    },
    ['tested', 'credentials-rejected, restored', 'connected', 'done', 'not connected'],
  ],
  [
    'a sign-in in a window, twice, and a disconnection',
    async ({ ask, signIn, look, outcomeOf }) => {
      const id = idOf('Capsule');
      const path = [await signIn(id), await look(id), await signIn(id), await look(id)];
      const check = outcomeOf(await ask(`connectors/${id}/check`, {}));
      return [...path, check, outcomeOf(await ask(`connectors/${id}/disconnect`, {})), await look(id)];
    },
    ['came back', 'connected', 'came back', 'connected', 'tested', 'done', 'not connected'],
  ],
  [
    'a sign-in that needs a setting first',
    async ({ save, signIn, look, outcomeOf }) => {
      const id = idOf('3DCart');
      const saved = outcomeOf(await save(id, { properties: { StoreURL: 'shop.example' } }));
      return [saved, await signIn(id), await look(id)];
    },
    ['saved', 'came back', 'connected'],
  ],
  [
    'a sign-in with a password that was saved',
    async ({ save, signIn, look, outcomeOf }) => {
      const id = idOf('SugarCRM');
      const saved = outcomeOf(await save(id, { properties: { Domain: 'd.example', Username: 'u', Password: 'good-pass' } }));
      return [saved, await signIn(id), await look(id)];
    },
    ['saved', 'came back', 'connected'],
  ],
  [
    'a property that Cyclr looks up',
    async ({ signIn, look, read }) => {
      const id = idOf('Mailchimp');
      const back = await signIn(id);
      const view = await read(id);
      return [back, await look(id), ...('fields' in view ? view.fields.map(({ name }) => name) : [])];
    },
    ['came back', 'connected'],
  ],
  [
    'client credentials',
    async ({ save, look, outcomeOf }) => {
      const id = idOf('Genesys Cloud');
      const properties = { ClientId: 'c', ClientSecret: 'good-pass', BaseUrl: 'https://api.mypurecloud.com' };
      return [outcomeOf(await save(id, { properties, credential: { type: 'ClientCredentials' } })), await look(id)];
    },
    ['tested', 'connected'],
  ],
  [
    'an install with a method that the person chose',
    async ({ ask, save, look, outcomeOf, api }) => {
      const method = (await api('GET', '/v1.0/connectors?query=squareup')).json as {
        Authentication: { Id: string; AuthType: string }[];
      }[];
      const token = method[0]?.Authentication.find(({ AuthType }) => AuthType === 'ApiKey')?.Id;
      const answer = await ask('connectors', { connector: 'Squareup', method: token });
      const again = await ask('connectors', { connector: 'Squareup', method: token });
      const id = answer.json.connector?.id;
      if (id === undefined) return [outcomeOf(answer), outcomeOf(again)];
      const installed = `${String(answer.json.installed)} ${String(again.json.installed)}`;
      return [installed, outcomeOf(await save(id, key('good-key'))), await look(id)];
    },
    ['true false', 'tested', 'connected'],
  ],
];
