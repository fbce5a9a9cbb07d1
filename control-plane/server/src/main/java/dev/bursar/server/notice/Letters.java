package dev.bursar.server.notice;

import org.springframework.stereotype.Component;

/** One e-mail to one person, now. For what is said once and is of no use later; alerts are delivered with patience. */
@Component
public class Letters {
    private final Senders senders;

    Letters(Senders senders) {
        this.senders = senders;
    }

    /** Blocks, within the time limit of a delivery; not in a transaction. @return whether a mail server took it */
    public boolean send(String address, Letter letter) {
        return senders.letter(address, letter).isDelivered();
    }
}
