package dev.bursar.server.notice;

import dev.bursar.server.platform.egress.OutboundPost;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Sends a message to a channel of any kind. Blocks, within the time limits of {@link OutboundPost} and {@link Mail}. */
final class Senders {
    private final ChannelVault vault;
    private final Mail mail;
    private final OutboundPost post;
    private final NoticeProperties.Operator operator;
    private final JsonMapper json;
    private final Clock clock;

    Senders(
            ChannelVault vault,
            Mail mail,
            OutboundPost post,
            NoticeProperties.Operator operator,
            JsonMapper json,
            Clock clock) {
        this.operator = operator;
        this.vault = vault;
        this.mail = mail;
        this.post = post;
        this.json = json;
        this.clock = clock;
    }

    Sent email(String address, Message message) {
        return mail.send(address, message);
    }

    Sent letter(String address, Letter letter) {
        return mail.send(address, letter, now());
    }

    /** Whoever runs the installation. @param way as {@link NoticeProperties.Operator#ways} has it */
    Sent operator(UUID organizationId, String way, Message message) {
        String text = message.sentence() + " (organization " + organizationId + ")";
        Message named = new Message(message.id(), message.type(), text, message.at(), message.data());
        return switch (way) {
            case "email" ->
                operator.email().isEmpty()
                        ? Sent.never("No operator's address is configured any more.")
                        : email(operator.email(), named);
            default ->
                operator.slack().isEmpty()
                        ? Sent.never("No operator's webhook is configured any more.")
                        : slack(operator.slack(), named);
        };
    }

    private Sent slack(String target, Message message) {
        return post(target, json.writeValueAsBytes(Map.of("text", slackText(message.sentence()))), Map.of());
    }

    Sent send(UUID organizationId, Channel channel, Message message) {
        try {
            String target = vault.open(organizationId, channel.id(), ChannelVault.TARGET, channel.sealedTarget());
            return switch (channel.kind()) {
                case "email" -> email(target, message);
                case "slack" -> slack(target, message);
                default -> webhook(organizationId, channel, target, message);
            };
        } catch (GeneralSecurityException e) {
            return Sent.never("The channel's address can no longer be read. Make the channel anew.");
        }
    }

    private Sent webhook(UUID organizationId, Channel channel, String target, Message message)
            throws GeneralSecurityException {
        byte @Nullable [] sealed = channel.sealedSecret();
        if (sealed == null) {
            return Sent.never("The channel has no signing secret.");
        }
        String secret = vault.open(organizationId, channel.id(), ChannelVault.SECRET, sealed);
        byte[] body = body(organizationId, message);
        return post(target, body, WebhookSignature.headers(secret, message.id(), now(), body));
    }

    private byte[] body(UUID organizationId, Message message) {
        Map<String, Object> data = new TreeMap<>(message.data());
        data.put("organizationId", organizationId.toString());
        data.put("sentence", message.sentence());
        Map<String, Object> body = new TreeMap<>();
        body.put("type", message.type());
        body.put("timestamp", message.at().toString());
        body.put("data", data);
        return json.writeValueAsBytes(body);
    }

    private Sent post(String target, byte[] body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        all.put("User-Agent", "Bursar");
        try {
            int status = post.send(URI.create(target), all, body);
            return status >= 200 && status < 300
                    ? Sent.delivered(status)
                    : Sent.failed(status, "The receiver answered " + status + ".");
        } catch (IOException e) {
            return Sent.failed(null, e.getMessage());
        }
    }

    /** Slack takes these three for markup. */
    private static String slackText(String sentence) {
        return sentence.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private Instant now() {
        return clock.instant();
    }
}
