package dev.bursar.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogExcerptTest {
    @Test
    void prefersTheDescriptionOfAFailedStart() {
        assertThat(LogExcerpt.reason("""
                        2026-01-01 ERROR something
                        ***************************
                        APPLICATION FAILED TO START
                        ***************************

                        Description:

                        Web server failed to start. Port 8401
                        was already in use.

                        Action:
                        """)).isEqualTo("Web server failed to start. Port 8401 was already in use.");
    }

    @Test
    void takesTheLastCauseOfAnException() {
        assertThat(LogExcerpt.reason("""
                        org.springframework.Outer: first
                        \tat a.b.C.d(C.java:1)
                        Caused by: a.b.MiddleException: second
                        \tat a.b.C.d(C.java:1)
                        Caused by: java.lang.IllegalStateException: secret fleet.secret is empty
                        \tat a.b.C.d(C.java:1)
                        """)).isEqualTo("secret fleet.secret is empty.");
    }

    @Test
    void takesTheLastLineWhereNothingElseSpeaks() {
        assertThat(LogExcerpt.reason("Error: Unable to access jarfile x.jar\n\n"))
                .isEqualTo("Error: Unable to access jarfile x.jar.");
        assertThat(LogExcerpt.reason("")).isEqualTo("it wrote nothing to its log.");
    }

    @Test
    void staysShort() {
        assertThat(LogExcerpt.reason("x".repeat(5000))).hasSizeLessThan(500);
    }
}
