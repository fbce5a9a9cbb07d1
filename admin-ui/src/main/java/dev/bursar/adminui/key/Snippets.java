package dev.bursar.adminui.key;

import java.util.Locale;

/** First calls in the languages that people have, with their key and address filled in: they run as pasted. */
record Snippets(String baseUrl, String key, String model) {
    /** Languages, in the order they are offered. */
    enum Language {
        CURL("curl"),
        PYTHON("Python"),
        NODE("Node"),
        JAVA("Java"),
        GO("Go"),
        LANGCHAIN("LangChain"),
        VERCEL("Vercel AI SDK");

        private final String label;

        Language(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        String test() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    String in(Language language) {
        return filled(
                switch (language) {
                    case CURL -> """
                            curl {url}/chat/completions \\
                              -H "Authorization: Bearer {key}" \\
                              -H "Content-Type: application/json" \\
                              -d '{"model": "{model}", "messages": [{"role": "user", "content": "Hello"}]}'
                            """;
                    case PYTHON -> """
                            # pip install openai
                            from openai import OpenAI

                            client = OpenAI(base_url="{url}", api_key="{key}")
                            answer = client.chat.completions.create(
                                model="{model}",
                                messages=[{"role": "user", "content": "Hello"}],
                            )
                            print(answer.choices[0].message.content)
                            """;
                    case NODE -> """
                            // npm install openai
                            import OpenAI from "openai";

                            const client = new OpenAI({ baseURL: "{url}", apiKey: "{key}" });
                            const answer = await client.chat.completions.create({
                              model: "{model}",
                              messages: [{ role: "user", content: "Hello" }],
                            });
                            console.log(answer.choices[0].message.content);
                            """;
                    case JAVA -> """
                            // com.openai:openai-java
                            OpenAIClient client = OpenAIOkHttpClient.builder()
                                .baseUrl("{url}")
                                .apiKey("{key}")
                                .build();
                            ChatCompletion answer = client.chat().completions().create(
                                ChatCompletionCreateParams.builder()
                                    .model("{model}")
                                    .addUserMessage("Hello")
                                    .build());
                            System.out.println(answer.choices().get(0).message().content().orElse(""));
                            """;
                    case GO -> """
                            // go get github.com/openai/openai-go
                            client := openai.NewClient(
                                option.WithBaseURL("{url}/"),
                                option.WithAPIKey("{key}"),
                            )
                            answer, err := client.Chat.Completions.New(context.TODO(), openai.ChatCompletionNewParams{
                                Model:    "{model}",
                                Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage("Hello")},
                            })
                            if err != nil {
                                panic(err)
                            }
                            fmt.Println(answer.Choices[0].Message.Content)
                            """;
                    case LANGCHAIN -> """
                            # pip install langchain-openai
                            from langchain_openai import ChatOpenAI

                            model = ChatOpenAI(model="{model}", base_url="{url}", api_key="{key}")
                            print(model.invoke("Hello").content)
                            """;
                    case VERCEL -> """
                            // npm install ai @ai-sdk/openai-compatible
                            import { generateText } from "ai";
                            import { createOpenAICompatible } from "@ai-sdk/openai-compatible";

                            const bursar = createOpenAICompatible({
                              name: "bursar", baseURL: "{url}", apiKey: "{key}",
                            });
                            const { text } = await generateText({ model: bursar("{model}"), prompt: "Hello" });
                            console.log(text);
                            """;
                });
    }

    private String filled(String template) {
        return template.replace("{url}", baseUrl)
                .replace("{key}", key)
                .replace("{model}", model)
                .strip();
    }

    @Override
    public String toString() {
        return "Snippets[baseUrl=" + baseUrl + ", key=…, model=" + model + "]";
    }
}
