package dev.bursar.server.identity;

/** Hears of sign-ins: of each new one, and of each that goes on once a minute at most. */
public interface SignInListener {
    /** Before the call that it is seen in is answered; outside of any transaction. */
    void seen(SignIn signIn, boolean isNew);
}
