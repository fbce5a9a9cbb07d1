package dev.bursar.server.catalog;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Which addresses point inward: at this machine, its network, or the cloud's metadata service. */
final class Inward {
    private Inward() {}

    static boolean is(InetAddress address) {
        InetAddress plain = unwrapped(address);
        byte[] b = plain.getAddress();
        return never(plain)
                || plain.isLoopbackAddress()
                || plain.isSiteLocalAddress()
                || b.length == 4 && ((b[0] & 0xff) == 100 && (b[1] & 0xc0) == 64 || (b[0] & 0xff) >= 240)
                || b.length == 4 && (b[0] & 0xff) == 198 && (b[1] & 0xfe) == 18
                || b.length == 16 && (b[0] & 0xfe) == 0xfc;
    }

    /** Not even in a private network: unspecified, link-local (where metadata services are), multicast. */
    static boolean never(InetAddress address) {
        InetAddress plain = unwrapped(address);
        byte[] b = plain.getAddress();
        return plain.isAnyLocalAddress()
                || plain.isLinkLocalAddress()
                || plain.isMulticastAddress()
                || b.length == 4 && b[0] == 0;
    }

    /** An IPv4 address inside an IPv6 one: compatible ({@code ::a.b.c.d}), NAT64 ({@code 64:ff9b::/96}), 6to4. */
    private static InetAddress unwrapped(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] b = address.getAddress();
        boolean nat64 = b[0] == 0 && b[1] == 0x64 && (b[2] & 0xff) == 0xff && (b[3] & 0xff) == 0x9b;
        boolean zeros = Arrays.equals(b, 0, 12, new byte[12], 0, 12);
        boolean sixToFour = b[0] == 0x20 && b[1] == 0x02;
        if (!nat64 && !sixToFour && !(zeros && (b[12] | b[13] | b[14]) != 0)) {
            return address;
        }
        try {
            return InetAddress.getByAddress(sixToFour ? Arrays.copyOfRange(b, 2, 6) : Arrays.copyOfRange(b, 12, 16));
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
