package dev.bursar.adminapi.sso;

/** @param password shown this once; {@link #toString} leaves it out */
public record IssuedBreakGlass(BreakGlass account, String password) {
    @Override
    public String toString() {
        return "IssuedBreakGlass[" + account.username() + "]";
    }
}
