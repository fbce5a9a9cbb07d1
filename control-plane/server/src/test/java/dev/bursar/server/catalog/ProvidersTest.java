package dev.bursar.server.catalog;

import static dev.bursar.server.sql.Tables.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.WithDemoServer;
import dev.bursar.server.platform.secret.CredentialVault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@WithDemoServer
class ProvidersTest {
    private static final String CREDENTIAL = "sk-test-abcdefghijklmnop-7Q2x";

    private final DemoServer server;
    private final Client admin;
    private final String organization;

    ProvidersTest(DemoServer server) {
        this.server = server;
        this.admin = server.as("admin@acme.test");
        this.organization = "/admin/v1/organizations/" + server.acme();
    }

    @Test
    void takesModelsAndPricesFromThePublicCatalog() {
        Answer connected = connect("openai-1", "\"catalogHost\":\"openai\"");
        assertThat(connected.status()).as(connected.body()).isEqualTo(201);
        assertThat(connected.json().path("baseUrl").asString()).isEqualTo("https://api.openai.com/v1");
        assertThat(connected.json().path("credentialHint").asString()).isEqualTo("7Q2x");
        assertThat(connected.body()).doesNotContain("abcdefghijklmnop");
        assertThat(connected.json().path("models").asInt(0)).isGreaterThan(20);
        Answer models = admin.get(organization + "/models?search=openai-1/gpt-4o-mini");
        assertThat(models.json().at("/items/0/price/input/usd").asString()).isEqualTo("0.15");
        assertThat(models.json().at("/items/0/price/output/nanos").asLong(0)).isEqualTo(600_000_000L);
    }

    @Test
    void takesOnlyTheModelsThatAreNamed() {
        Answer one = connect("openai-2", "\"catalogHost\":\"openai\",\"models\":[\"gpt-4o-mini\"]");
        assertThat(one.json().path("models").asInt(0)).isEqualTo(1);
        assertThat(connect("openai-3", "\"catalogHost\":\"openai\",\"models\":[\"gpt-4o-mini\",\"nope\"]")
                        .code())
                .isEqualTo("model_unknown");
        assertThat(connect("openai-4", "\"catalogHost\":\"nobody\",\"baseUrl\":\"https://api.example.com\"")
                        .code())
                .isEqualTo("host_unknown");
        assertThat(connect("openai-5", "\"catalogHost\":null").code()).isEqualTo("base_url_required");
        assertThat(connect("openai-2", "\"catalogHost\":\"openai\"").code()).isEqualTo("slug_taken");
    }

    @Test
    void demandsTheCredentialAgainWhenTheAddressChanges() {
        String path = organization + "/providers/" + id(connect("moved", "\"baseUrl\":\"https://api.example.com/v1\""));
        Answer without = admin.patch(path, "{\"baseUrl\":\"https://evil.example.net/v1\"}");
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.code()).isEqualTo("credential_required");
        assertThat(admin.get(path).json().path("baseUrl").asString()).isEqualTo("https://api.example.com/v1");
        assertThat(admin.patch(path, "{\"baseUrl\":\"https://api.example.com/v1/\",\"name\":\"Renamed\"}")
                        .status())
                .isEqualTo(200);
        Answer with = admin.patch(
                path, "{\"baseUrl\":\"https://api.example.org/v1\",\"credential\":\"sk-another-credential-9999\"}");
        assertThat(with.json().path("baseUrl").asString()).isEqualTo("https://api.example.org/v1");
        assertThat(with.json().path("credentialHint").asString()).isEqualTo("9999");
    }

    @Test
    void sealsTheCredentialToItsPlace() throws Exception {
        UUID provider = UUID.fromString(id(connect("sealed", "\"baseUrl\":\"https://api.example.com/v1\"")));
        UUID acme = UUID.fromString(server.acme());
        byte[] sealed = java.util.Objects.requireNonNull(server.database()
                .tenancy()
                .read(
                        acme,
                        tx -> tx.selectFrom(PROVIDER)
                                .where(PROVIDER.PROVIDER_ID.eq(provider))
                                .fetchSingle(PROVIDER.CREDENTIAL)));
        CredentialVault vault = server.bean(CredentialVault.class);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(CREDENTIAL);
        assertThat(new String(vault.open(acme, provider, "https://api.example.com/v1", sealed), StandardCharsets.UTF_8))
                .isEqualTo(CREDENTIAL);
        assertThatThrownBy(() -> vault.open(acme, provider, "https://evil.test/v1", sealed))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> vault.open(UUID.randomUUID(), provider, "https://api.example.com/v1", sealed))
                .isInstanceOf(GeneralSecurityException.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> vault.open(acme, provider, "https://api.example.com/v1", sealed))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void keepsPrivateAddressesForOperators() {
        String body =
                "{\"name\":\"Local\",\"slug\":\"local\",\"baseUrl\":\"http://127.0.0.1:11434/v1\",\"privateNetwork\":true}";
        assertThat(admin.post(organization + "/providers", body).code()).isEqualTo("action_missing");
        assertThat(admin.post(organization + "/providers", body.replace(",\"privateNetwork\":true", ""))
                        .code())
                .isEqualTo("base_url_not_https");
        assertThat(server.as("operator@acme.test")
                        .post(organization + "/providers", body)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void addsAModelOfOnesOwn() {
        String provider = id(connect("own", "\"baseUrl\":\"https://api.example.com/v1\""));
        String body = "{\"providerId\":\"" + provider + "\",\"upstreamModel\":\"tiny\"";
        assertThat(admin.post(organization + "/models", body + ",\"inputUsdPerMillion\":\"1\"}")
                        .code())
                .isEqualTo("price_incomplete");
        Answer added = admin.post(
                organization + "/models", body + ",\"inputUsdPerMillion\":\"0.25\",\"outputUsdPerMillion\":\"1\"}");
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        assertThat(added.json().path("name").asString()).isEqualTo("own/tiny");
        assertThat(added.json().at("/price/input/nanos").asLong(0)).isEqualTo(250_000_000L);
        assertThat(admin.post(organization + "/models", body + "}").code()).isEqualTo("model_exists");
        Answer unpriced = admin.post(organization + "/models", body.replace("tiny", "free") + "}");
        assertThat(unpriced.json().path("price").isNull()).isTrue();
        assertThat(admin.post(
                                organization + "/models",
                                body.replace("tiny", "dear")
                                        + ",\"inputUsdPerMillion\":\"100001\",\"outputUsdPerMillion\":\"1\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void takesWhatAModelChargesBesideText() {
        String provider = id(connect("dear", "\"baseUrl\":\"https://api.example.com/v1\""));
        String body = "{\"providerId\":\"" + provider
                + "\",\"upstreamModel\":\"seer\",\"inputUsdPerMillion\":\"1\",\"outputUsdPerMillion\":\"2\","
                + "\"thinksBeyondLimit\":true,\"charges\":{\"audioInputUsdPerMillion\":\"40\","
                + "\"usdPerInputImage\":\"0.01\",\"usdPerToolCall\":\"0.025\"}}";
        Answer added = admin.post(organization + "/models", body);
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        assertThat(added.json().at("/price/audioInput/usd").asString()).isEqualTo("40.00");
        assertThat(added.json().at("/price/audioOutput/usd").asString()).isEqualTo("2.00");
        assertThat(added.json().at("/price/perInputImage/nanos").asLong(0)).isEqualTo(10_000_000L);
        assertThat(added.json().at("/price/perToolCall/nanos").asLong(0)).isEqualTo(25_000_000L);
        assertThat(added.json().path("thinksBeyondLimit").asBoolean(false)).isTrue();
        assertThat(admin.post(
                                organization + "/models",
                                body.replace("seer", "seer-2").replace("0.025", "1001"))
                        .code())
                .isEqualTo("fee_out_of_range");
        assertThat(admin.post(
                                organization + "/models",
                                body.replace("seer", "seer-3").replace("\"0.01\"", "\"-1\""))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void saysWhyAModelHasNoPrice() {
        connect("perplexity", "\"catalogHost\":\"perplexity\",\"models\":[\"sonar-deep-research\"]");
        Answer models = admin.get(organization + "/models?search=perplexity/sonar-deep-research");
        assertThat(models.json().at("/items/0/price").isNull())
                .as(models.body())
                .isTrue();
        assertThat(models.json().at("/items/0/unpricedBecause").asString()).contains("searches and citations");
    }

    @Test
    void listsHostsOfThePublicCatalog() {
        Answer hosts = admin.get(organization + "/catalog/hosts?search=deepseek");
        assertThat(hosts.json().path("items").toString()).contains("https://api.deepseek.com");
        assertThat(admin.get(organization + "/catalog/hosts?size=200")
                        .json()
                        .path("items")
                        .size())
                .isGreaterThan(100);
    }

    private Answer connect(String slug, String more) {
        return admin.post(
                organization + "/providers",
                "{\"name\":\"" + slug + "\",\"slug\":\"" + slug + "\",\"credential\":\"" + CREDENTIAL + "\"," + more
                        + "}");
    }

    private static String id(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asString();
    }
}
