package dev.bursar.server.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.bursar.policy.workload.TokenAlgorithm;
import dev.bursar.policy.workload.VerificationKey;
import dev.bursar.server.platform.egress.OutboundGet;
import dev.bursar.server.testing.ScriptedSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class KeyFetcherTest {
    private static final String ED25519 =
            "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"ed\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}";

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ScriptedSite site = new ScriptedSite();
    private final String issuer = "http://127.0.0.1:" + site.port();

    @AfterEach
    void stop() {
        timer.shutdownNow();
        site.close();
    }

    @Test
    void takesTheKeysThatVerifyTokensAndLeavesTheRest() throws IOException, JOSEException {
        String keys = "{\"keys\":[" + ED25519 + ","
                + new RSAKeyGenerator(2048)
                        .keyID("rsa")
                        .generate()
                        .toPublicJWK()
                        .toJSONString() + ","
                + new RSAKeyGenerator(2048)
                        .keyID("rsa")
                        .generate()
                        .toPublicJWK()
                        .toJSONString() + ","
                + new RSAKeyGenerator(2048)
                        .keyID("enc")
                        .keyUse(KeyUse.ENCRYPTION)
                        .generate()
                        .toPublicJWK()
                        .toJSONString()
                + ","
                + new ECKeyGenerator(Curve.P_256)
                        .keyID("ec")
                        .generate()
                        .toPublicJWK()
                        .toJSONString() + ","
                + new ECKeyGenerator(Curve.P_384)
                        .keyID("ec384")
                        .generate()
                        .toPublicJWK()
                        .toJSONString() + ","
                + new RSAKeyGenerator(1024, true)
                        .keyID("weak")
                        .generate()
                        .toPublicJWK()
                        .toJSONString() + ","
                + "{\"kty\":\"oct\",\"kid\":\"shared\",\"k\":\"AyM1SysPpbyDfgZld3umj1qzKObwVMko\"}]}";

        assertThat(KeySet.read(keys.getBytes(StandardCharsets.UTF_8)))
                .extracting(VerificationKey::toString)
                .containsExactly(
                        "VerificationKey[EdDSA ed]", "VerificationKey[RS256 rsa]", "VerificationKey[ES256 ec]");
    }

    @Test
    void findsThemByTheIssuersOwnMetadata() throws IOException {
        site.page(
                "/.well-known/openid-configuration",
                "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/jwks\"}");
        site.page("/jwks", "{\"keys\":[" + ED25519 + "]}");

        assertThat(fetcher(true).fetch(issuer, "").getFirst().algorithm()).isEqualTo(TokenAlgorithm.EDDSA);
        assertThat(fetcher(true).fetch("https://elsewhere.example", issuer + "/jwks"))
                .hasSize(1);
    }

    @Test
    void believesNoMetadataOfAnotherIssuer() {
        site.page(
                "/.well-known/openid-configuration",
                "{\"issuer\":\"https://other.example\",\"jwks_uri\":\"" + issuer + "/jwks\"}");

        assertThatThrownBy(() -> fetcher(true).fetch(issuer, "")).hasMessage("The metadata is of another issuer.");
    }

    @Test
    void followsNoMetadataInwardNorWaitsForAnIssuerThatHangs() {
        site.page(
                "/.well-known/openid-configuration",
                "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"http://169.254.169.254/keys\"}");
        assertThatThrownBy(() -> fetcher(true).fetch(issuer, ""))
                .hasMessage("The address points into a private network.");
        assertThatThrownBy(() -> fetcher(false).fetch("https://127.0.0.1:" + site.port(), ""))
                .hasMessage("The address points into a private network.");
        assertThatThrownBy(() -> fetcher(false).fetch(issuer, "")).hasMessage("The address begins with https://.");

        site.hang();
        long start = System.nanoTime();
        assertThatThrownBy(() -> fetcher(true).fetch(issuer, "")).isInstanceOf(IOException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void takesNoEmptyAndNoOverfullSetAndNothingElse() throws JOSEException {
        StringBuilder many = new StringBuilder("{\"keys\":[");
        for (int i = 0; i < 33; i++) {
            many.append(i == 0 ? "" : ",")
                    .append(new ECKeyGenerator(Curve.P_256)
                            .keyID("k" + i)
                            .generate()
                            .toPublicJWK()
                            .toJSONString());
        }
        for (String document : new String[] {"{\"keys\":[]}", many + "]}", "[]", "{}", "<html>", ""}) {
            assertThatThrownBy(() -> KeySet.read(document.getBytes(StandardCharsets.UTF_8)))
                    .as(document.length() > 20 ? "many" : document)
                    .isInstanceOf(IOException.class);
        }
    }

    private KeyFetcher fetcher(boolean privateNetwork) {
        OutboundGet get = new OutboundGet(
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                privateNetwork,
                Duration.ofSeconds(1),
                timer,
                256 * 1024);
        return new KeyFetcher(get, privateNetwork, new JsonMapper());
    }
}
