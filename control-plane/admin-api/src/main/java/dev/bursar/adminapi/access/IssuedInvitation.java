package dev.bursar.adminapi.access;

/**
 * @param token shown this once; whoever signs in with the invited e-mail address and presents it becomes the member
 * @param link to the console with the token in it; empty where there is no console
 * @param mailed whether it was also sent to the address
 */
public record IssuedInvitation(Invitation invitation, String token, String link, boolean mailed) {
    @Override
    public String toString() {
        return "IssuedInvitation[invitation=" + invitation + ", token=…, link=…, mailed=" + mailed + "]";
    }
}
