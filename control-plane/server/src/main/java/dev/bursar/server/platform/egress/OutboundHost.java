package dev.bursar.server.platform.egress;

import dev.bursar.policy.egress.InwardAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Hosts that somebody may have called. What can be told without asking the name service is told from the name; the
 * address is asked about again when it is connected to.
 */
public final class OutboundHost {
    private OutboundHost() {}

    /** Lower case, without a dot at the end. */
    public static String normal(String host) {
        return host.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
    }

    /**
     * @param host a name, an IPv4 address, or an IPv6 address in brackets; in {@link #normal} form
     * @param privateNetwork loopback and private addresses are allowed
     */
    public static boolean mayBeCalled(String host, boolean privateNetwork) {
        InetAddress literal = literal(host);
        return literal == null ? privateNetwork || !inwardName(host) : mayBeCalled(literal, privateNetwork);
    }

    /** The very address that is connected to. */
    public static boolean mayBeCalled(InetAddress address, boolean privateNetwork) {
        byte[] bytes = address.getAddress();
        return privateNetwork ? !InwardAddress.never(bytes) : !InwardAddress.is(bytes);
    }

    /** Also the forms that some resolvers take for addresses: {@code 127.1}, {@code 0x7f000001}, {@code 2130706433}. */
    private static @Nullable InetAddress literal(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        try {
            return bare.indexOf(':') >= 0 ? InetAddress.ofLiteral(bare) : Inet4Address.ofPosixLiteral(bare);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean inwardName(String host) {
        return host.indexOf('.') < 0
                || host.endsWith(".localhost")
                || host.endsWith(".local")
                || host.endsWith(".internal")
                || host.endsWith(".home.arpa");
    }
}
