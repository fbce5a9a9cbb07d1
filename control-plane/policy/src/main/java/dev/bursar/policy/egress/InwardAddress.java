package dev.bursar.policy.egress;

import java.util.Arrays;

/**
 * Which IP addresses point inward: at this machine, its network, or the cloud's metadata service. To be asked about the
 * very address that is connected to, after DNS, so that a name that is re-bound between check and use gains nothing.
 */
public final class InwardAddress {
    private static final int FOUR = 4;
    private static final int SIX = 16;

    private InwardAddress() {}

    /** @param address 4 or 16 bytes; of any other length: inward */
    public static boolean is(byte[] address) {
        byte[] plain = unwrapped(address);
        if (plain.length == FOUR) {
            return never(plain) || inward4(plain[0] & 0xff, plain[1] & 0xff, plain[2] & 0xff);
        }
        return never(plain) || inward6(plain);
    }

    /**
     * Not even where private networks are allowed: unspecified, link-local (where metadata services are), multicast.
     *
     * @param address 4 or 16 bytes; of any other length: never
     */
    public static boolean never(byte[] address) {
        byte[] plain = unwrapped(address);
        int first = plain.length == 0 ? 0 : plain[0] & 0xff;
        if (plain.length == FOUR) {
            return first == 0 || first >= 224 && first < 240 || first == 169 && (plain[1] & 0xff) == 254;
        }
        return plain.length != SIX
                || first == 0xff
                || first == 0xfe && (plain[1] & 0xc0) == 0x80
                || Arrays.equals(plain, new byte[SIX]);
    }

    private static boolean inward4(int first, int second, int third) {
        return switch (first) {
            case 10, 127 -> true;
            case 100 -> second >= 64 && second < 128;
            case 172 -> second >= 16 && second < 32;
            case 192 -> second == 168 || second == 0 && third == 0;
            case 198 -> second == 18 || second == 19;
            default -> first >= 240;
        };
    }

    private static boolean inward6(byte[] a) {
        boolean uniqueLocal = (a[0] & 0xfe) == 0xfc;
        boolean siteLocal = a[0] == (byte) 0xfe && (a[1] & 0xc0) == 0xc0;
        boolean loopback = Arrays.equals(a, 0, SIX - 1, new byte[SIX], 0, SIX - 1) && a[SIX - 1] == 1;
        return uniqueLocal || siteLocal || loopback;
    }

    /** An IPv4 address inside an IPv6 one: compatible, mapped, NAT64 ({@code 64:ff9b::/96}), 6to4 ({@code 2002::/16}). */
    private static byte[] unwrapped(byte[] a) {
        if (a.length != SIX) {
            return a;
        }
        if (a[0] == 0x20 && a[1] == 0x02) {
            return Arrays.copyOfRange(a, 2, 6);
        }
        boolean nat64 = a[0] == 0 && a[1] == 0x64 && a[2] == (byte) 0xff && a[3] == (byte) 0x9b;
        boolean mapped = Arrays.equals(a, 0, 10, new byte[10], 0, 10) && a[10] == -1 && a[11] == -1;
        boolean compatible = Arrays.equals(a, 0, 12, new byte[12], 0, 12) && (a[12] | a[13] | a[14]) != 0;
        return nat64 || mapped || compatible ? Arrays.copyOfRange(a, 12, SIX) : a;
    }
}
