package dev.bursar.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A promise names the test that keeps it: that test is there. */
class DocumentsTest {
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*(?:Test|Throughput))(?:\\.(\\w+))?`");

    private final Path root = root();

    @ParameterizedTest
    @ValueSource(strings = {"docs/security.md", "docs/reliability.md"})
    void nameTestsThatAreThere(String document) throws IOException {
        Map<String, String> tests = tests();
        List<String> missing = new ArrayList<>();
        Matcher named = NAMED.matcher(Files.readString(root.resolve(document)));
        int found = 0;
        while (named.find()) {
            found++;
            String text = tests.getOrDefault(named.group(1), "");
            boolean there = named.group(2) == null ? !text.isEmpty() : text.contains(" " + named.group(2) + "(");
            if (!there) {
                missing.add(named.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(found).isGreaterThan(50);
    }

    /** Every requirement of these chapters has its line: the list may not lose one. */
    @Test
    void walkEachRequirementOfAuthenticationSessionsAndAuthorization() throws IOException {
        String text = Files.readString(root.resolve("docs/security.md"));
        Map<String, Integer> sections = new HashMap<>(Map.of(
                "6.1", 3, "6.2", 12, "6.3", 4, "6.4", 4, "6.5", 5, "6.6", 3, "6.8", 4, "7.1", 3, "7.2", 4, "7.3", 2));
        sections.putAll(Map.of("7.4", 5, "7.5", 2, "7.6", 2, "8.1", 2, "8.2", 3, "8.3", 1, "9.1", 3, "9.2", 4));
        List<String> missing = new ArrayList<>();
        sections.forEach((section, requirements) -> {
            for (int i = 1; i <= requirements; i++) {
                if (!text.contains("| " + section + "." + i + " |")) {
                    missing.add(section + "." + i);
                }
            }
        });
        assertThat(missing).isEmpty();
        assertThat(text).contains("| 8.4.1 |");
    }

    private Map<String, String> tests() throws IOException {
        Map<String, String> tests = new HashMap<>();
        for (String module : List.of("control-plane", "gateway", "admin-ui", "infra")) {
            try (Stream<Path> files = Files.walk(root.resolve(module))) {
                for (Path file : files.filter(f -> f.toString().contains("src/test/java"))
                        .filter(f -> f.toString().endsWith(".java"))
                        .toList()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    tests.merge(name, Files.readString(file), String::concat);
                }
            }
        }
        return tests;
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = Objects.requireNonNull(folder.getParent(), "the repository's root");
        }
        return folder;
    }
}
