package dev.bursar.server.notice;

import dev.bursar.server.platform.Ids;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;

/** One e-mail to one person, now. For what is said once and is of no use later; alerts are delivered with patience. */
@Component
public class Letters {
    private final Senders senders;
    private final Ids ids;
    private final Clock clock;

    Letters(Senders senders, Ids ids, Clock clock) {
        this.senders = senders;
        this.ids = ids;
        this.clock = clock;
    }

    /** Blocks, within the time limit of a delivery; not in a transaction. @return whether a mail server took it */
    public boolean send(String address, String sentence) {
        return senders.email(address, new Message(ids.next(), "letter", sentence, clock.instant(), Map.of()))
                .isDelivered();
    }
}
