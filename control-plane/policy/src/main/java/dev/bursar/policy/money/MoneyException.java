package dev.bursar.policy.money;

/** An amount that can't be what was meant. The code is stable; the message is for people. */
public final class MoneyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String code;

    public MoneyException(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
