package dev.bursar.gateway.http;

/** How a body ends. */
public enum Framing {
    LENGTH,
    CHUNKED,
    /** With its connection. Responses only. */
    CLOSE
}
