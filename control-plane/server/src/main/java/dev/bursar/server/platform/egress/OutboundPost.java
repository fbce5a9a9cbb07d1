package dev.bursar.server.platform.egress;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;

/** One POST to an address that somebody named. Nothing but the status is read of the answer. Blocks. */
public final class OutboundPost {
    private final OutboundExchange exchange;

    /** @param privateNetwork plain http, loopback and private addresses are allowed */
    public OutboundPost(
            SSLSocketFactory tls, boolean privateNetwork, Duration timeLimit, ScheduledExecutorService timer) {
        this.exchange = new OutboundExchange(tls, privateNetwork, timeLimit, timer);
    }

    /**
     * @param url absolute, http or https
     * @param headers beside Host, Content-Length and Connection
     * @return the answer's status
     * @throws IOException with a sentence fit for people: the address is refused, or nobody answers in time
     */
    public int send(URI url, Map<String, String> headers, byte[] body) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Length", Integer.toString(body.length));
        return exchange.send(
                "POST",
                url,
                all,
                body,
                in -> AnswerHead.read(new BufferedInputStream(in)).status());
    }
}
