import json
import platform

import openai

client = openai.OpenAI(max_retries=0)
messages = [{"role": "user", "content": "Hello from Python"}]
model = "sandbox/echo"

answer = client.chat.completions.create(model=model, messages=messages)
assert "Hello" in answer.choices[0].message.content
assert answer.usage.total_tokens > 0
print("chat ok")

text, usage = "", None
for chunk in client.chat.completions.create(
        model=model, messages=messages, stream=True, stream_options={"include_usage": True}):
    if chunk.choices:
        text += chunk.choices[0].delta.content or ""
    usage = chunk.usage or usage
assert "Hello" in text
assert usage.total_tokens > 0
print("stream ok")

tools = [{"type": "function", "function": {"name": "weather", "parameters": {"type": "object", "properties": {"city": {"type": "string"}}}}}]
call = client.chat.completions.create(model=model, messages=messages, tools=tools, tool_choice="required").choices[0].message.tool_calls[0]
assert call.function.name == "weather"
json.loads(call.function.arguments)
print("tools ok")

assert "sandbox/echo" in [m.id for m in client.models.list()]
print("models ok")

try:
    openai.OpenAI(api_key="bsr_live_wrong", max_retries=0).chat.completions.create(model=model, messages=messages)
    raise AssertionError("a wrong key was let in")
except openai.AuthenticationError as error:
    assert error.code == "key_malformed", error.code
print("refusal ok")
print("version " + openai.__version__ + " on Python " + platform.python_version())
