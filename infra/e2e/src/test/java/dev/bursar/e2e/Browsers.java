package dev.bursar.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a Chromium that is installed; none is ever downloaded. */
final class Browsers {
    private Browsers() {}

    static Optional<Path> find() {
        Stream<Path> named = Optional.ofNullable(System.getenv("BURSAR_BROWSER")).map(Path::of).stream();
        Stream<Path> onPath = Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(Path.of(folder)::resolve));
        Stream<Path> usual = Stream.of(
                        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                        "/Applications/Chromium.app/Contents/MacOS/Chromium")
                .map(Path::of);
        return Stream.of(named, onPath, usual)
                .flatMap(places -> places)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
