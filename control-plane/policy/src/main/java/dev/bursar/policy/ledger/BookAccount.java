package dev.bursar.policy.ledger;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The accounts of an organization's books. Debits are positive, so a balance is debits less credits. */
public enum BookAccount {
    CASH("What the organization paid in, less what was paid back."),
    CREDITS("What the organization prepaid and has not spent yet, as a negative amount: it is owed to it."),
    DRAWN("What usage drew from prepaid credits since the last close, as a negative amount."),
    USAGE("What requests cost since the last close, what is in doubt included."),
    PROVIDERS("What providers are owed for all usage so far, as a negative amount, whoever pays them."),
    FEES("What top-ups were charged in fees since the last close, as a negative amount."),
    OWN_CREDENTIAL_FEES(
            "What calls on the organization's own provider contracts were charged in fees since the last close, as a"
                    + " negative amount."),
    WRITE_OFFS(
            "What was in doubt and counted as spent without a provider's record, by a person, since the last close."),
    CLOSED("What the closed months used, less what they drew and were charged in fees.");

    private final String meaning;

    BookAccount(String meaning) {
        this.meaning = meaning;
    }

    /** As in tables and the Admin API, {@code own_credential_fees}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One sentence: what its balance says. */
    public String meaning() {
        return meaning;
    }

    /** Whether a month's close empties it: what happened, in contrast to what is there or owed. */
    public boolean closes() {
        return switch (this) {
            case DRAWN, USAGE, FEES, OWN_CREDENTIAL_FEES, WRITE_OFFS -> true;
            case CASH, CREDITS, PROVIDERS, CLOSED -> false;
        };
    }

    public static Optional<BookAccount> of(String text) {
        return Arrays.stream(values())
                .filter(account -> account.text().equals(text))
                .findFirst();
    }
}
