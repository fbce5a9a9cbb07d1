package dev.bursar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.catalog.AddModel;
import dev.bursar.adminapi.catalog.ConnectProvider;
import dev.bursar.adminapi.catalog.Provider;
import dev.bursar.adminapi.key.IssuedKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A provider at a loopback address, connected through the Admin API, that does everything wrong. */
@EndToEnd
@Order(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderFaultTest {
    private static final Duration SETTLED = Duration.ofSeconds(15);

    private final House house;
    private final Admin admin;
    private final IssuedKey key;
    private final ScriptedProvider scripted = new ScriptedProvider();

    ProviderFaultTest(House house) throws IOException {
        this.house = house;
        this.admin = house.admin("Organization admin");
        connect("scripted", scripted.baseUrl(), ScriptedProvider.MODELS);
        connect("refusing", "http://127.0.0.1:" + closedPort() + "/v1", List.of("any"));
        this.key = admin.issue("scripted provider", "5");
        GatewayClient client = house.client(key.secret());
        Poll.until(SETTLED, () -> client.get("/v1/models").body(), models -> models.contains("refusing/any"));
    }

    @AfterAll
    void close() throws IOException {
        scripted.close();
    }

    @Test
    void servesAnHonestProviderAndChargesItsPrice() {
        Budget before = admin.budget(key);

        GatewayClient.Answer whole = chat(ScriptedProvider.HONEST, false);
        GatewayClient.Answer streamed = chat(ScriptedProvider.HONEST, true);

        assertThat(whole.status()).as(whole.body()).isEqualTo(200);
        assertThat(whole.json()
                        .path("choices")
                        .path(0)
                        .path("message")
                        .path("content")
                        .asString(""))
                .isEqualTo("Hi there");
        assertThat(streamed.body()).contains("data: [DONE]");
        // 7 input tokens at 1 USD and 2 output tokens at 2 USD per million: 11,000 nanos a call.
        Poll.until(
                SETTLED,
                () -> admin.budget(key).spent().nanos() - before.spent().nanos(),
                spent -> spent == 22_000);
        assertThat(scripted.requests().getLast())
                .containsIgnoringCase("Authorization: Bearer " + ScriptedProvider.CREDENTIAL);
        assertThat(scripted.requests().getLast()).doesNotContain(key.secret());
    }

    @ParameterizedTest(name = "{0} → {1} {2}")
    @CsvSource({
        "hangs, 504, provider_timeout",
        "garbage-head, 502, provider_garbage",
        "garbage-json, 502, provider_garbage",
        "cuts-body, 502, provider_cut",
        "rejects-credential, 502, provider_rejected_credential",
        "fails, 502, provider_failed",
    })
    void tellsInTheClientsDialectWhatWentWrong(String model, int status, String code) {
        GatewayClient.Answer answer = chat(model, false);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body()).doesNotContain(ScriptedProvider.CREDENTIAL, "Exception");
    }

    @Test
    void tellsWhenNobodyAnswers() {
        GatewayClient.Answer answer = house.client(key.secret()).chat(GatewayClient.body("refusing/any"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(502);
        assertThat(answer.code()).isEqualTo("provider_unreachable");
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({"cuts-stream, provider_cut", "stalls-stream, provider_timeout", "garbage-stream, provider_garbage"})
    void endsABrokenStreamWithAnError(String model, String code) {
        GatewayClient.Answer answer = chat(model, true);

        assertThat(answer.body()).as(answer.toString()).contains("\"error\"").contains(code);
        assertThat(answer.body()).doesNotContain(ScriptedProvider.CREDENTIAL);
    }

    @Test
    void leavesNoHoldOpenAndNoCredentialAnywhere() {
        chat(ScriptedProvider.REJECTS_CREDENTIAL, false);

        Poll.until(
                Duration.ofSeconds(60),
                () -> admin.requests(key.key().id()),
                requests -> requests.stream().anyMatch(r -> r.errorCode().equals("provider_rejected_credential")));
        assertThat(house.everythingLogged()).doesNotContain(ScriptedProvider.CREDENTIAL);
    }

    private GatewayClient.Answer chat(String model, boolean stream) {
        return house.client(key.secret()).chat(GatewayClient.body("scripted/" + model, stream));
    }

    private void connect(String slug, String baseUrl, List<String> models) {
        Admin operator = house.admin("Platform operator");
        ConnectProvider request =
                new ConnectProvider(slug, slug, baseUrl, ScriptedProvider.CREDENTIAL, null, null, true, null);
        Provider provider = Objects.requireNonNull(
                operator.catalog.connect(operator.organization, null, request).getBody());
        assertThat(provider.credentialHint().length()).isLessThanOrEqualTo(8);
        for (String model : models) {
            operator.catalog.addModel(
                    operator.organization,
                    null,
                    new AddModel(provider.id(), model, null, 8_000L, 1_000L, "1", "2", null, null));
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
