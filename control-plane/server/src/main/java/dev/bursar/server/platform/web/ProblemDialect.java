package dev.bursar.server.platform.web;

import jakarta.servlet.http.HttpServletRequest;

/** Says what filters refuse in the words of a protocol of its own, at the addresses where that is spoken. */
public interface ProblemDialect {
    boolean isSpoken(HttpServletRequest request);

    String contentType();

    /** An object that becomes JSON. */
    Object body(int status, String detail);
}
