package dev.bursar.adminui.shell;

import java.io.Serializable;

/** Ends the session here and at the issuer. */
public interface SignOut extends Serializable {
    void signOut();
}
