package dev.bursar.policy.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree hash of RFC 6962, section 2.1, kept as the roots of its complete subtrees: appending a leaf touches
 * at most log2(size) of them. Immutable.
 */
public final class MerkleTree {
    /** SHA-256 of nothing: the root of the empty tree. */
    public static final MerkleTree EMPTY = new MerkleTree(0, List.of());

    private final long size;
    /** Roots of complete subtrees, largest first: one for each bit that is set in {@link #size}. */
    private final List<byte[]> peaks;

    private MerkleTree(long size, List<byte[]> peaks) {
        this.size = size;
        this.peaks = peaks;
    }

    /** A tree as {@link #peaks} left it. */
    public static MerkleTree restore(long size, List<byte[]> peaks) {
        if (size < 0 || peaks.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has " + Long.bitCount(size) + " peaks");
        }
        return new MerkleTree(size, peaks.stream().map(byte[]::clone).toList());
    }

    public long size() {
        return size;
    }

    public List<byte[]> peaks() {
        return peaks.stream().map(byte[]::clone).toList();
    }

    /** The tree with one more leaf. */
    public MerkleTree append(byte[] leaf) {
        List<byte[]> next = new ArrayList<>(peaks);
        byte[] node = leafHash(leaf);
        for (long carry = size; (carry & 1) == 1; carry >>= 1) {
            node = nodeHash(next.removeLast(), node);
        }
        next.add(node);
        return new MerkleTree(size + 1, List.copyOf(next));
    }

    /** 32 bytes. */
    public byte[] root() {
        if (peaks.isEmpty()) {
            return sha256().digest();
        }
        byte[] root = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = nodeHash(peaks.get(i), root);
        }
        return root.clone();
    }

    /** {@code SHA-256(0x00 || leaf)}. */
    public static byte[] leafHash(byte[] leaf) {
        MessageDigest digest = sha256();
        digest.update((byte) 0);
        return digest.digest(leaf);
    }

    /** {@code SHA-256(0x01 || left || right)}. */
    static byte[] nodeHash(byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
