import OpenAI from 'openai';
import { readFileSync } from 'node:fs';
import assert from 'node:assert';

const client = new OpenAI({ maxRetries: 0 });
const messages = [{ role: 'user', content: 'Hello from Node' }];
const model = 'sandbox/echo';

const answer = await client.chat.completions.create({ model, messages });
assert.match(answer.choices[0].message.content, /Hello/);
assert.ok(answer.usage.total_tokens > 0);
console.log('chat ok');

let text = '';
let usage = null;
const stream = await client.chat.completions.create({
  model, messages, stream: true, stream_options: { include_usage: true },
});
for await (const chunk of stream) {
  text += chunk.choices[0]?.delta?.content ?? '';
  usage = chunk.usage ?? usage;
}
assert.match(text, /Hello/);
assert.ok(usage.total_tokens > 0);
console.log('stream ok');

const tools = [{ type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } } }];
const called = await client.chat.completions.create({ model, messages, tools, tool_choice: 'required' });
assert.equal(called.choices[0].message.tool_calls[0].function.name, 'weather');
JSON.parse(called.choices[0].message.tool_calls[0].function.arguments);
console.log('tools ok');

const models = (await client.models.list()).data.map((m) => m.id);
assert.ok(models.includes('sandbox/echo'));
console.log('models ok');

await assert.rejects(
  new OpenAI({ apiKey: 'bsr_live_wrong', maxRetries: 0 }).chat.completions.create({ model, messages }),
  (error) => error instanceof OpenAI.AuthenticationError && error.code === 'key_malformed');
console.log('refusal ok');
console.log('version ' + JSON.parse(readFileSync('node_modules/openai/package.json')).version + ' on Node ' + process.version);
