package dev.bursar.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What a newcomer needs: sign-ins and a key. The control plane makes them at its first start, outside the production
 * profile, and leaves them in a file that only the owner can read.
 */
record Welcome(String key, List<Login> logins) {
    record Login(String role, String email, String password) {
        @Override
        public String toString() {
            return "Login[role=" + role + ", email=" + email + "]";
        }
    }

    @Override
    public String toString() {
        return "Welcome[logins=" + logins + "]";
    }

    static Welcome read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException missing) {
            throw new LauncherException("The control plane left no demo key in " + file + ".", missing);
        }
        List<Login> logins = new ArrayList<>();
        for (int i = 0; properties.containsKey("logins." + i + ".email"); i++) {
            String prefix = "logins." + i + ".";
            logins.add(new Login(
                    properties.getProperty(prefix + "role", ""),
                    properties.getProperty(prefix + "email", ""),
                    properties.getProperty(prefix + "password", "")));
        }
        return new Welcome(properties.getProperty("key", ""), List.copyOf(logins));
    }
}
