package dev.bursar.policy.workload;

/** Why a token is not believed. The code is stable. Who is not trusted is not told whether issuer, audience or subject. */
public enum TokenFault {
    MALFORMED("token_malformed", "This is not a signed token that can be read: it needs iss, sub, aud and exp."),
    NOT_TRUSTED("token_not_trusted", "No organization here trusts this token's issuer, audience and subject."),
    EXPIRED("token_expired", "This token has expired. Get a fresh one from its issuer."),
    NOT_YET_VALID("token_not_yet_valid", "This token is not valid yet. Check the clocks."),
    ALGORITHM(
            "token_algorithm_refused", "This token is signed in a way that is not accepted: RS256, ES256 or EdDSA is."),
    KEY_UNKNOWN("token_key_unknown", "This token is signed with a key that its issuer does not publish."),
    SIGNATURE("token_signature_invalid", "This token's signature is not its issuer's."),
    AMBIGUOUS("token_ambiguous", "More than one organization trusts this token. Use one audience for each.");

    private final String code;
    private final String message;

    TokenFault(String code, String message) {
        this.code = code;
        this.message = message;
    }

    public String code() {
        return code;
    }

    public String message() {
        return message;
    }
}
