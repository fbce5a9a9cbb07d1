package dev.bursar.server.notice;

import dev.bursar.adminapi.notice.AlertChannel;
import dev.bursar.adminapi.notice.CreateChannel;
import dev.bursar.adminapi.notice.CreatedChannel;
import dev.bursar.adminapi.notice.TestedChannel;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.ProblemException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes channels, tries them, archives them. */
@Component
final class Channels {
    /** Active ones of an organization. */
    static final int MOST = 50;

    private static final String KIND = "alert_channel";

    private final JooqChannels store;
    private final ChannelVault vault;
    private final Senders senders;
    private final NoticeProperties properties;
    private final Tenancy tenancy;
    private final AuditLog audit;
    private final Ids ids;
    private final SecureRandom random;
    private final Clock clock;

    Channels(
            JooqChannels store,
            ChannelVault vault,
            Senders senders,
            NoticeProperties properties,
            Tenancy tenancy,
            AuditLog audit,
            Ids ids,
            SecureRandom random,
            Clock clock) {
        this.store = store;
        this.vault = vault;
        this.senders = senders;
        this.properties = properties;
        this.tenancy = tenancy;
        this.audit = audit;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    CreatedChannel create(DSLContext tx, Caller caller, CreateChannel request) {
        UUID organization = caller.organizationId();
        String target = Target.check(request.kind(), request.target(), properties.privateNetwork());
        if (store.active(tx, organization) >= MOST) {
            throw new ProblemException(409, "too_many_channels", "There are " + MOST + " channels already.");
        }
        UUID id = ids.next();
        String secret = request.kind().equals("webhook") ? WebhookSignature.newSecret(random) : null;
        Channel channel = new Channel(
                id,
                request.kind(),
                request.name().strip(),
                Target.masked(request.kind(), target),
                vault.seal(organization, id, ChannelVault.TARGET, target),
                secret == null ? null : vault.seal(organization, id, ChannelVault.SECRET, secret),
                "active",
                clock.instant(),
                1);
        store.insert(tx, organization, channel);
        audit.append(
                tx,
                caller,
                AuditLog.Change.created("alert_channel.created", KIND, id, channel.name(), channel.facts()));
        return new CreatedChannel(channel.toApi(), secret);
    }

    AlertChannel archive(DSLContext tx, Caller caller, UUID channelId) {
        UUID organization = caller.organizationId();
        Channel channel =
                store.lock(tx, organization, channelId).orElseThrow(() -> ProblemException.notFound("channel"));
        if (channel.state().equals("archived")) {
            return channel.toApi();
        }
        store.archive(tx, organization, channelId);
        Channel after = store.find(tx, organization, channelId).orElseThrow();
        audit.append(
                tx,
                caller,
                AuditLog.Change.changed(
                        "alert_channel.archived", KIND, channelId, channel.name(), channel.facts(), after.facts()));
        return after.toApi();
    }

    /** Sends outside of any transaction; what came of it is in the audit log. */
    TestedChannel test(Caller caller, UUID channelId) {
        UUID organization = caller.organizationId();
        Channel channel = tenancy.read(organization, tx -> store.find(tx, organization, channelId))
                .orElseThrow(() -> ProblemException.notFound("channel"));
        if (!channel.state().equals("active")) {
            throw new ProblemException(409, "channel_archived", "An archived channel carries nothing any more.");
        }
        Message message = new Message(
                ids.next(),
                "channel.test",
                "This is a test of the channel " + channel.name() + ".",
                clock.instant(),
                Map.of());
        Sent sent = senders.send(organization, channel, message);
        tenancy.write(organization, tx -> {
            audit.append(
                    tx,
                    caller,
                    AuditLog.Change.created("alert_channel.tested", KIND, channelId, channel.name(), facts(sent)));
            return true;
        });
        return new TestedChannel(sent.isDelivered(), sent.status(), sent.error());
    }

    private static Map<String, @Nullable Object> facts(Sent sent) {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("delivered", sent.isDelivered());
        facts.put("status", sent.status());
        facts.put("error", sent.error());
        return facts;
    }
}
