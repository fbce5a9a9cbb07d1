package dev.bursar.server.identity;

import org.springframework.security.core.AuthenticationException;

/** A bearer credential that is refused, with the reason told. Code and sentence go to the caller. */
public final class BearerRefusedException extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /** 401: another credential may do. */
    public BearerRefusedException(String code, String detail) {
        this(401, code, detail);
    }

    public BearerRefusedException(int status, String code, String detail) {
        super(detail);
        this.status = status;
        this.code = code;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
