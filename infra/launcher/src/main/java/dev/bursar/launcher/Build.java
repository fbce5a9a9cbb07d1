package dev.bursar.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Builds the services' jars where they are missing or older than their sources. */
final class Build {
    private static final Pattern MODULE = Pattern.compile("^\\[INFO] Building (.+?) \\S+ +\\[(\\d+)/(\\d+)]$");
    private static final List<String> SOURCES = List.of("pom.xml", "control-plane", "gateway", "admin-ui");

    private final Installation installation;
    private final Terminal terminal;

    Build(Installation installation, Terminal terminal) {
        this.installation = installation;
        this.terminal = terminal;
    }

    void bringUpToDate(List<Service> services) {
        if (isUpToDate(services)) {
            return;
        }
        terminal.say("Building (the first time also downloads libraries) …");
        FileTime began = FileTime.from(Instant.now());
        run(services);
        stamp(began);
    }

    /** @throws LauncherException if there is none */
    Path jar(Service service) {
        return findJar(service)
                .orElseThrow(() -> new LauncherException("The " + service.title() + " is not built: no "
                        + service.artifact() + "-*.jar in " + target(service) + ". Leave out --no-build."));
    }

    private boolean isUpToDate(List<Service> services) {
        FileTime sources = newestSource();
        return services.stream().allMatch(service -> findJar(service).isPresent())
                && (isNewer(stamp(), sources) || services.stream().allMatch(service -> isNewer(jar(service), sources)));
    }

    private Optional<Path> findJar(Service service) {
        Path target = target(service);
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        Pattern name =
                Pattern.compile(Pattern.quote(service.artifact()) + "-\\d[^/]*(?<!-sources|-javadoc|-tests)\\.jar");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(
                            file -> name.matcher(file.getFileName().toString()).matches())
                    .findFirst();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Path target(Service service) {
        return installation.root().resolve(service.module()).resolve("target");
    }

    private FileTime newestSource() {
        FileTime newest = FileTime.fromMillis(0);
        for (String source : SOURCES) {
            try (Stream<Path> files = Files.walk(installation.root().resolve(source))) {
                for (Path file : files.filter(Build::isSource).toList()) {
                    FileTime changed = Files.getLastModifiedTime(file);
                    newest = changed.compareTo(newest) > 0 ? changed : newest;
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return newest;
    }

    /** The console's build writes into src/main/frontend itself: nothing of ours is there. */
    private static boolean isSource(Path file) {
        String path = file.toString();
        return !path.contains("/target/")
                && !path.contains("/src/main/frontend/")
                && (path.contains("/src/main/") || path.endsWith("pom.xml"))
                && Files.isRegularFile(file);
    }

    private static boolean isNewer(Path file, FileTime than) {
        try {
            return Files.exists(file) && written(file).compareTo(than) >= 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Not the time of last modification, which a reproducible build sets to the same for every jar. */
    private static FileTime written(Path file) throws IOException {
        return file.toString().endsWith(".jar")
                ? (FileTime) Files.getAttribute(file, "unix:ctime")
                : Files.getLastModifiedTime(file);
    }

    private void run(List<Service> services) {
        Path log = installation.logs().resolve("build.log");
        String modules = String.join(
                ",",
                services.stream().map(service -> service.module().toString()).toList());
        ProcessBuilder builder = new ProcessBuilder(
                        "./mvnw",
                        "-B",
                        "--no-transfer-progress",
                        "-Dmaven.test.skip=true",
                        "-Dspotless.check.skip=true",
                        "-pl",
                        modules,
                        "-am",
                        "package")
                .directory(installation.root().toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            Process maven = builder.start();
            maven.getOutputStream().close();
            String complaint = follow(maven, log);
            if (maven.waitFor() != 0) {
                throw new LauncherException(
                        "The build failed: " + LogExcerpt.sentence(complaint) + " All of it: " + log);
            }
        } catch (IOException failed) {
            throw new LauncherException("Could not run the build: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LauncherException("Interrupted.", interrupted);
        }
    }

    /** Copies Maven's output to the log, shows which module it is at, and returns its first complaint. */
    private String follow(Process maven, Path log) throws IOException {
        String complaint = "see the log.";
        try (Writer writer = Files.newBufferedWriter(log);
                BufferedReader reader = maven.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                writer.append(line).append('\n');
                Matcher module = MODULE.matcher(line);
                if (module.matches()) {
                    terminal.step("building " + module.group(2) + " of " + module.group(3) + ": " + module.group(1));
                } else if (line.startsWith("[ERROR] ") && complaint.startsWith("see")) {
                    complaint = line.substring("[ERROR] ".length());
                }
            }
        }
        return complaint;
    }

    // Maven leaves a jar as it is where nothing in it changed; the stamp remembers that it was asked.
    private Path stamp() {
        return installation.cache().resolve("built");
    }

    private void stamp(FileTime began) {
        try {
            Files.writeString(stamp(), "");
            Files.setLastModifiedTime(stamp(), began);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
