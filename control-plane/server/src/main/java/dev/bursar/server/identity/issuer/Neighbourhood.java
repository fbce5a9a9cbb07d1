package dev.bursar.server.identity.issuer;

import java.util.regex.Pattern;

/**
 * Whom an address counts as: an IPv4 address as itself, an IPv6 address as its network of 64 bits. Whoever has one
 * address of such a network has all of them, and would otherwise never be the same one twice.
 */
final class Neighbourhood {
    private static final int GROUPS = 8;
    private static final int OF_NETWORK = 4;
    private static final Pattern MAPPED = Pattern.compile("(?i)::ffff:(\\d+\\.\\d+\\.\\d+\\.\\d+)");

    private Neighbourhood() {}

    /** @param address as the container writes it; what is none is taken as it is */
    static String of(String address) {
        var mapped = MAPPED.matcher(address);
        if (mapped.matches()) {
            return mapped.group(1);
        }
        int zone = address.indexOf('%');
        String plain = zone < 0 ? address : address.substring(0, zone);
        return plain.contains(":") ? network(plain) : plain;
    }

    /** The first four groups, those that {@code ::} stands for too. */
    private static String network(String address) {
        int gap = address.indexOf("::");
        String[] before = groups(gap < 0 ? address : address.substring(0, gap));
        int after = gap < 0 ? 0 : groups(address.substring(gap + 2)).length;
        String[] last = gap < 0 ? new String[0] : groups(address.substring(gap + 2));
        StringBuilder network = new StringBuilder();
        for (int i = 0; i < OF_NETWORK; i++) {
            int fromEnd = i - (GROUPS - after);
            String group = i < before.length ? before[i] : fromEnd >= 0 ? last[fromEnd] : "0";
            network.append(group.replaceFirst("^0+(?=.)", "")).append(':');
        }
        return network.append(":/64").toString();
    }

    private static String[] groups(String text) {
        return text.isEmpty() ? new String[0] : text.split(":", -1);
    }
}
