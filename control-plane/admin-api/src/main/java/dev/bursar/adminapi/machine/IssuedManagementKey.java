package dev.bursar.adminapi.machine;

/** @param secret the whole key, shown this once; {@link #toString} leaves it out */
public record IssuedManagementKey(ManagementKey key, String secret) {
    @Override
    public String toString() {
        return "IssuedManagementKey[key=" + key + ", secret=…]";
    }
}
