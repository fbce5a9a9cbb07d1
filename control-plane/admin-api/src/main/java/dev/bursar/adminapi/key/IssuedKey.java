package dev.bursar.adminapi.key;

/** @param secret the whole key, shown this once; {@link #toString} leaves it out */
public record IssuedKey(Key key, String secret) {
    @Override
    public String toString() {
        return "IssuedKey[key=" + key + ", secret=…]";
    }
}
