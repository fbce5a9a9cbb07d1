package dev.bursar.adminui.component;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void quotesWhatNeedsQuotes() {
        assertThat(new Csv("name", "cap").row("Course, \"7\"", 12.5).toString())
                .isEqualTo("name,cap\r\n\"Course, \"\"7\"\"\",12.5\r\n");
    }

    @Test
    void defusesFormulas() {
        assertThat(new Csv("name").row("=1+1").toString()).endsWith("'=1+1\r\n");
        assertThat(new Csv("delta").row(-3L).toString()).endsWith("\n-3\r\n");
    }
}
