package dev.bursar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.gateway.provider.openai.AddressLookup;
import dev.bursar.gateway.testing.Chat;
import dev.bursar.gateway.testing.FakeControlPlane;
import dev.bursar.gateway.testing.ScriptedProvider;
import dev.bursar.gateway.testing.TestNode;
import dev.bursar.gateway.testing.TestPolicy;
import dev.bursar.policy.key.FleetSecret;
import dev.bursar.policy.key.KeyText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Base URLs that point inward, name the metadata service, or are re-bound: blocked, the credential never sent. */
class AddressTest {
    private final FleetSecret secret = TestNode.newSecret();
    private final KeyText key = TestPolicy.newKey();
    private final FakeControlPlane controlPlane = FakeControlPlane.start();
    private final ScriptedProvider sink = ScriptedProvider.start(
            (client, request, out) -> ScriptedProvider.write(out, ScriptedProvider.json("leak")));

    @AfterEach
    void close() {
        sink.close();
        controlPlane.close();
    }

    @Test
    void refusesAnAddressInside() {
        assertRefused("http://127.0.0.1:" + sink.port() + "/v1", AddressLookup.system(Runnable::run));
        assertRefused("http://localhost:" + sink.port() + "/v1", AddressLookup.system(Runnable::run));
        assertRefused("http://[::1]:" + sink.port() + "/v1", AddressLookup.system(Runnable::run));
        assertRefused("http://0x7f.1:" + sink.port() + "/v1", AddressLookup.system(Runnable::run));
    }

    @Test
    void refusesANameThatIsReboundBetweenTwoLookups() {
        AtomicInteger lookups = new AtomicInteger();
        AddressLookup rebinding = host -> CompletableFuture.completedFuture(
                List.of(address(lookups.getAndIncrement() == 0 ? "127.0.0.1" : "169.254.169.254")));

        assertRefused("http://provider.example:" + sink.port() + "/v1", rebinding);
        assertThat(lookups.get()).isEqualTo(1);
    }

    @Test
    void connectsOnlyToTheAddressThatWasChecked() {
        AddressLookup mixed =
                host -> CompletableFuture.completedFuture(List.of(address("10.0.0.1"), address("127.0.0.1")));

        assertRefused("http://provider.example:" + sink.port() + "/v1", mixed);
    }

    @Test
    void connectsInsideWhereAnOperatorAllowsIt() {
        assertThat(ask("http://localhost:" + sink.port() + "/v1", true, AddressLookup.system(Runnable::run)))
                .contains("leak");
    }

    @Test
    void followsNoRedirect() {
        sink.script((client, request, out) -> ScriptedProvider.write(
                out,
                "HTTP/1.1 307 X\r\nlocation: http://127.0.0.1:" + sink.port()
                        + "/stolen\r\ncontent-length: 0\r\n\r\n"));

        assertThat(ask(sink.baseUrl(), true, AddressLookup.system(Runnable::run)))
                .contains("provider_failed");
        assertThat(sink.requests()).hasSize(1);
    }

    private void assertRefused(String baseUrl, AddressLookup lookup) {
        String answer = ask(baseUrl, false, lookup);

        assertThat(answer).containsAnyOf("provider_address_refused", "provider_unreachable", "no_endpoint");
        assertThat(sink.requests()).isEmpty();
        assertThat(sink.connections()).isZero();
    }

    private String ask(String baseUrl, boolean privateNetwork, AddressLookup lookup) {
        controlPlane.publish(TestPolicy.snapshot(secret, 1)
                .provider(baseUrl, privateNetwork)
                .key(key)
                .build());
        try (TestNode node =
                        TestNode.start(controlPlane, secret, Map.of(), lookup).awaitRevision(1);
                Chat chat = new Chat(node.port())) {
            return chat.ask(key, "openai/gpt-4o-mini", "hi").body();
        }
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
