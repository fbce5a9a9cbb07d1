-- The request that wrk sends. Environment: MODEL, KEY, STREAM (true or false), HEADERS ("name: value" lines),
-- PROMPT_BYTES (pads the prompt to about this much), DELAY_MILLIS (mean pause of a connection between requests).
local model = os.getenv("MODEL")
local stream = os.getenv("STREAM")

wrk.method = "POST"
wrk.path = "/v1/chat/completions"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Accept"] = "application/json"
wrk.headers["User-Agent"] = "OpenAI/Python 1.99.0"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("KEY")
for name, value in string.gmatch(os.getenv("HEADERS") or "", "([^\n:]+): ([^\n]+)") do
  wrk.headers[name] = value
end

local system = "You are a careful assistant that answers in short plain sentences and never invents facts. "
  .. "When a question is ambiguous, say so first."
local question = "Explain in a few sentences how a reverse proxy pools upstream connections, why that matters for "
  .. "latency, and what happens to a streaming response when the client goes away half-way through. Mention "
  .. '\\"back-pressure\\" and keep-alive.\\nThen give one example of a setting an operator would change.'
local repeats = math.ceil(tonumber(os.getenv("PROMPT_BYTES") or "0") / (#question + 1))
question = question .. string.rep(" " .. question, repeats)

wrk.body = '{"model":"' .. model .. '","messages":[{"role":"system","content":"' .. system
  .. '"},{"role":"user","content":"' .. question .. '"}],"temperature":0.2,"max_tokens":256,"stream":' .. stream
  .. ',"user":"team-a/service-17"}'

local mean = tonumber(os.getenv("DELAY_MILLIS") or "0")
if mean > 0 then
  function delay()
    return math.random(math.floor(mean * 0.5), math.floor(mean * 1.5))
  end
end
