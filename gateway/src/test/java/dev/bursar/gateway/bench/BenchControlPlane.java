package dev.bursar.gateway.bench;

import dev.bursar.gateway.testing.FakeControlPlane;
import dev.bursar.gateway.testing.TestPolicy;
import dev.bursar.policy.key.FleetSecret;
import dev.bursar.policy.key.KeyText;
import dev.bursar.policy.money.Nanos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A control plane in memory, for putting a real node under load: one provider at {@code http://127.0.0.1:PORT/v1}, one
 * key under two hard budgets. Writes {@code fleet.secret}, {@code policy-signing.pub.pem} and {@code key} to a folder
 * and serves until it is killed.
 *
 * <p>Arguments: own port, folder, the provider's port. Then start the node with {@code
 * --bursar.secrets-directory=FOLDER --bursar.gateway.control-plane.plaintext=true
 * --bursar.gateway.control-plane.port=OWN} and call model {@code openai/gpt-4o-mini}.
 */
final class BenchControlPlane {
    private BenchControlPlane() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        FleetSecret secret = new FleetSecret(bytes);
        KeyText key = TestPolicy.newKey();
        FakeControlPlane controlPlane =
                FakeControlPlane.start(Integer.parseInt(arguments[0]), FakeControlPlane.newSigningKey());
        controlPlane.forgetEvents();
        controlPlane.ledger().open(TestPolicy.budgetPolicy("org", "organization", true), Nanos.MAX);
        controlPlane.ledger().open(TestPolicy.budgetPolicy("key", "key", true), Nanos.MAX);
        controlPlane.publish(TestPolicy.snapshot(secret, 1)
                .provider("http://127.0.0.1:" + arguments[2] + "/v1", true)
                .budget("org", "organization", true)
                .budget("key", "key", true)
                .key(key, "org", "key")
                .build());
        Path folder = Path.of(arguments[1]);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("fleet.secret"), Base64.getEncoder().encodeToString(bytes));
        Files.writeString(
                folder.resolve("policy-signing.pub.pem"),
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getEncoder()
                                .encodeToString(
                                        controlPlane.signing().getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        Files.writeString(folder.resolve("key"), key.reveal());
        Thread.currentThread().join();
    }
}
