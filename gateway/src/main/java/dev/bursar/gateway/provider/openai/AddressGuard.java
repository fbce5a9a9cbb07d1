package dev.bursar.gateway.provider.openai;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Which addresses a provider may have. Asked about the very address that is connected to, after DNS, so that a name
 * that is re-bound between check and use gains nothing.
 */
final class AddressGuard {
    private AddressGuard() {}

    /** True for loopback, private, link-local (cloud metadata), carrier-grade NAT, multicast and other inward ones. */
    static boolean inward(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        return switch (address) {
            case Inet4Address four -> inward4(four.getAddress());
            case Inet6Address six -> inward6(six.getAddress());
            default -> true;
        };
    }

    private static boolean inward4(byte[] a) {
        int first = a[0] & 0xff;
        int second = a[1] & 0xff;
        int third = a[2] & 0xff;
        return first == 0
                || first >= 240
                || first == 100 && second >= 64 && second < 128
                || first == 192 && second == 0 && third == 0
                || first == 198 && (second == 18 || second == 19);
    }

    private static boolean inward6(byte[] a) {
        boolean uniqueLocal = (a[0] & 0xfe) == 0xfc;
        boolean siteLocal = a[0] == (byte) 0xfe && (a[1] & 0xc0) == 0xc0;
        return uniqueLocal || siteLocal || embedsInward4(a);
    }

    /** IPv4 inside IPv6: compatible, mapped, NAT64 (64:ff9b::/96), 6to4 (2002::/16). */
    private static boolean embedsInward4(byte[] a) {
        boolean sixToFour = a[0] == 0x20 && a[1] == 0x02;
        boolean nat64 = a[0] == 0 && a[1] == 0x64 && a[2] == (byte) 0xff && a[3] == (byte) 0x9b;
        boolean zeroPrefix = true;
        for (int i = 0; i < 10; i++) {
            zeroPrefix &= a[i] == 0;
        }
        if (!sixToFour && !nat64 && !zeroPrefix) {
            return false;
        }
        int from = sixToFour ? 2 : 12;
        byte[] four = java.util.Arrays.copyOfRange(a, from, from + 4);
        try {
            return inward(InetAddress.getByAddress(four));
        } catch (java.net.UnknownHostException e) {
            return true;
        }
    }
}
